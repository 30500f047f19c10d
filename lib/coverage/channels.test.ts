import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addChannels, CHANNEL_STATES, type ChannelState, channelState, isUnknown, noChannels } from './channels';

describe('双微', () => {
  it.each([
    [true, true, 'both'],
    [true, false, 'weibo-only'],
    [false, true, 'wechat-only'],
    [false, false, 'none'],
  ] as const)('with Weibo %s and WeChat %s is %s', (weibo, wechat, state) => {
    expect(channelState(weibo, wechat)).toBe(state);
  });

  it('of bodies are unknown where none is expected; of units none is none', () => {
    expect([isUnknown(noChannels('bodies')), isUnknown(noChannels('units'))]).toEqual([true, false]);
    const counts = noChannels('bodies');
    addChannels(counts, 'none', 1);
    expect(isUnknown(counts)).toBe(false);
  });

  it('the four states of any units sum to the units, and 1+2 is never more than a website or both', () => {
    const unit = fc.record({ weibo: fc.boolean(), wechat: fc.boolean(), website: fc.boolean(), hotline: fc.boolean() });
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const counts = noChannels('units');
        for (const { weibo, wechat, website, hotline } of units)
          addChannels(counts, channelState(weibo, wechat), 1, { website: Number(website), hotline: Number(hotline) });
        expect(CHANNEL_STATES.reduce((sum, state: ChannelState) => sum + counts[state], 0)).toBe(units.length);
        expect(counts.total).toBe(units.length);
        expect(counts.onePlusTwo).toBe(units.filter((each) => each.weibo && each.wechat && each.website).length);
        expect(counts.onePlusTwo).toBeLessThanOrEqual(Math.min(counts.both, counts.website ?? 0));
      }),
    );
  });

  it('says nothing of the websites of bodies', () => {
    const counts = noChannels('bodies');
    addChannels(counts, 'both', 3);
    expect(counts).toMatchObject({ total: 3, website: null, hotline: null, onePlusTwo: null });
  });
});
