import { describe, expect, it } from 'vitest';
import { HOLDERS, PLATFORMS, POSITIONINGS, RANKS, STATUSES, TIERS, WECHAT_TYPES } from './codes';
import { isOtherPlatform, readHolder, readPlatform, readPositioning, readRank, readStatus, readTier, readWechatType } from './synonyms';

type Reader = (text: string) => string | null;

const READERS: [list: string, read: Reader, codes: readonly string[]][] = [
  ['platform', readPlatform, PLATFORMS],
  ['tier', readTier, TIERS],
  ['rank', readRank, RANKS],
  ['holder', readHolder, HOLDERS],
  ['status', readStatus, STATUSES],
  ['WeChat type', readWechatType, WECHAT_TYPES],
  ['positioning', readPositioning, POSITIONINGS],
];

describe('every reader', () => {
  it.each(READERS.flatMap(([list, read, codes]) => codes.map((code) => [list, code, read] as const)))('reads its own codes: %s %s', (_list, code, read) => {
    expect(read(code)).toBe(code);
    expect(read(` ${code.toUpperCase()}\u200b`)).toBe(code);
  });

  it.each(READERS.flatMap(([list, read]) => ['', ' ', '不存在', 'toString', 'constructor', '__proto__', '0'].map((text) => [list, text, read] as const)))(
    'knows no %s %j',
    (_list, text, read) => {
      expect(read(text)).toBeNull();
    },
  );
});

describe('what the words mean', () => {
  it.each<[code: string, words: string[], read: Reader]>([
    ['weibo', ['微博', '新浪微博', ' 新浪 微博 ', '政务微博', 'Sina', 'SinaWeibo', 'ＷＥＩＢＯ'], readPlatform],
    ['tencent-weibo', ['腾讯微博', 'Tencent-Weibo'], readPlatform],
    ['wechat', ['微信', '微信公众号', '微信公众账号', '微信公众帐号', '公众号', '订阅号', '微信服务号', 'WeiXin', '政务微信'], readPlatform],
    ['central', ['中央', '中央部委', '国家级', '全国'], readTier],
    ['provincial', ['省级', '省', '自治区', '直辖市', '省直'], readTier],
    ['prefecture', ['市级', '地市级', '地级市', '州', '盟', '副省级市', '市直'], readTier],
    ['county', ['县级', '区县', '县区级', '区', '旗', '县级市', '县（市、区）'], readTier],
    ['township', ['乡级及以下', '乡镇', '街道', '社区', '村', '基层'], readTier],
    ['province-ministry', ['省部级及以上', '省部级', '正部级', '副省级'], readRank],
    ['bureau', ['厅局级', '司局级', '正厅级', '副局级', '地厅级'], readRank],
    ['county-division', ['县处级', '正处级', '副处级', '县级'], readRank],
    ['below-county-division', ['县处级以下', '乡科级', '科级', '股级', '正科级'], readRank],
    ['institution', ['机构', '单位', '机构认证'], readHolder],
    ['official', ['个人', '党政人员', '党政人员（个人认证）', '党政人员(个人认证)', '官员'], readHolder],
    ['active', ['正常', '在用', '运营中', '已开通'], readStatus],
    ['paused', ['停更', '暂停更新', '停用'], readStatus],
    ['closed', ['关停', '已关停', '已关闭'], readStatus],
    ['cancelled', ['注销', '已注销'], readStatus],
    ['subscription', ['订阅号', '微信订阅号'], readWechatType],
    ['service', ['服务号', '微信服务号'], readWechatType],
    ['media', ['媒体型', '信息发布'], readPositioning],
    ['communication', ['沟通型', '互动交流'], readPositioning],
    ['service', ['服务型', '办事服务'], readPositioning],
  ])('%s is meant by each of %j', (code, words, read) => {
    for (const word of words) expect(read(word), word).toBe(code);
  });

  it('reads 县级 as a tier or as a rank, by the column it stands in', () => {
    expect([readTier('县级'), readRank('县级')]).toEqual(['county', 'county-division']);
  });

  it('does not take 视频号 or a mini program of WeChat for a WeChat account', () => {
    expect(readPlatform('微信视频号')).toBeNull();
    expect(readPlatform('微信小程序')).toBeNull();
  });
});

describe('isOtherPlatform', () => {
  it.each(['抖音', '视频号', '头条号', '今日头条', '小程序', 'APP', 'app', 'Ａｐｐ', '快手', 'B站', '哔哩哔哩', '小红书', '微信视频号'])(
    'knows %s, which is not counted yet',
    (text) => {
      expect(isOtherPlatform(text)).toBe(true);
    },
  );

  it.each(['微博', '微信', '腾讯微博', '', '传真'])('says no of %j', (text) => {
    expect(isOtherPlatform(text)).toBe(false);
  });
});
