'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/form/field';
import { Choices, Form, type FormAction, type FormTools } from '@/components/form/form';
import { SuggestField } from '@/components/form/suggest-field';
import type { Reform } from '@/lib/registry/reform';
import type { Platform } from '@/lib/taxonomy/codes';
import type { Suggestion } from '@/lib/taxonomy/suggest';

type Props = {
  kind: Reform;
  action: FormAction;
  before: Record<string, string>;
  accounts: readonly { id: number; name: string; platform: Platform }[];
  sectors: readonly { value: string; label: string }[];
  suggestRegion(text: string): Promise<Suggestion[]>;
  suggestUnit(text: string): Promise<Suggestion[]>;
};
type Part = Props & { tools: FormTools; names: Readonly<Record<string, string>> };

const OTHERS = ['other1', 'other2', 'other3', 'other4'];
const TAKERS: Record<Reform, readonly number[]> = { merge: [1], split: [1, 2, 3], dissolve: [1] };

/** The form of a reform: the day, the units, and of a split or dissolved unit what becomes of each account. */
export function ReformForm(props: Props) {
  const t = useTranslations('reforms');
  const field = useTranslations('field');
  const { kind, accounts } = props;
  const names = useNames(kind);
  const places = TAKERS[kind].flatMap((place) => [`unit${place}`, `region${place}`, `sector${place}`, `fills${place}`]);
  return (
    <Form
      action={props.action}
      before={props.before}
      fields={['day', 'document', ...OTHERS, 'stays', ...places, 'rest', ...accounts.map(({ id }) => `account${id}`)]}
      names={names}
      submit={
        <button type="submit" className="button">
          {t(`do.${kind}`)}
        </button>
      }
    >
      {(tools) => (
        <>
          <TextField name="day" type="date" label={t('day')} hint={t('dayHint')} required {...said(tools, 'day')} />
          <TextField name="document" label={field('document')} hint={t('documentHint')} {...said(tools, 'document')} />
          {kind === 'merge' && <Others {...props} tools={tools} names={names} />}
          {kind === 'split' && <Stays tools={tools} />}
          {TAKERS[kind].map((place) => (
            <Taker key={place} {...props} tools={tools} names={names} place={place} />
          ))}
          {kind !== 'merge' && <Fates {...props} tools={tools} names={names} />}
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={tools.value('id')} />
          <input type="hidden" name="version" value={tools.version} />
        </>
      )}
    </Form>
  );
}

/** What the units of a reform are to it: the same field is who takes over in a merge, and who is new in a split. */
function useNames(kind: Reform): Record<string, string> {
  const t = useTranslations('reforms');
  const others = OTHERS.map((name, index) => [name, t('other', { number: index + 1 })]);
  const takers = TAKERS[kind].flatMap((place) => {
    const unit = t(`unit.${kind}`, { number: place });
    return [[`unit${place}`, unit], ...(['region', 'sector', 'fills'] as const).map((part) => [`${part}${place}`, t(`${part}Of`, { unit })])];
  });
  return Object.fromEntries([...others, ...takers]);
}

function said(tools: FormTools, name: string) {
  return { errors: tools.errors(name), warnings: tools.warnings(name), defaultValue: tools.value(name) };
}

function Others({ tools, names, suggestUnit }: Part) {
  const t = useTranslations('reforms');
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t('others')}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {OTHERS.map((name) => (
          <div key={name}>
            <SuggestField name={name} label={names[name] ?? name} {...said(tools, name)} suggest={suggestUnit} openLabel={t('suggestions')} />
            <Choices name={name} tools={tools} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Stays({ tools }: { tools: FormTools }) {
  const t = useTranslations('reforms');
  return (
    <label className="mb-4 block">
      <input type="checkbox" name="stays" value="yes" defaultChecked={tools.value('stays') === 'yes'} className="me-2" />
      {t('stays')}
    </label>
  );
}

function Taker({ kind, tools, names, place, sectors, suggestUnit, suggestRegion }: Part & { place: number }) {
  const t = useTranslations('reforms');
  const [unit, region, sector, fills] = [`unit${place}`, `region${place}`, `sector${place}`, `fills${place}`];
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t(`taker.${kind}`, { number: place })}</legend>
      <SuggestField name={unit} label={names[unit] ?? unit} hint={t('takerHint')} {...said(tools, unit)} suggest={suggestUnit} openLabel={t('suggestions')} />
      <Choices name={unit} tools={tools} />
      <p className="mb-2 text-sm text-muted">{t('newUnit')}</p>
      <div className="grid gap-x-4 sm:grid-cols-3">
        <div>
          <SuggestField name={region} label={names[region] ?? region} {...said(tools, region)} suggest={suggestRegion} openLabel={t('suggestions')} />
          <Choices name={region} tools={tools} />
        </div>
        <SelectField
          key={`${sector}${tools.value(sector)}`}
          name={sector}
          label={names[sector] ?? sector}
          {...said(tools, sector)}
          empty={t('notSaid')}
          choices={sectors}
        />
        <SelectField
          key={`${fills}${tools.value(fills)}`}
          name={fills}
          label={names[fills] ?? fills}
          {...said(tools, fills)}
          empty={t('byName')}
          choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
    </fieldset>
  );
}

function Fates({ kind, tools, accounts }: Part) {
  const t = useTranslations('reforms');
  const code = useTranslations('code.platform');
  const choices = [
    ...TAKERS[kind].map((place) => ({ value: String(place), label: t(`to.${kind === 'split' ? 'split' : 'dissolve'}`, { number: place }) })),
    { value: 'stay', label: t(kind === 'split' ? 'stayWithUnit' : 'stayDissolved') },
    { value: 'close', label: t('close') },
  ];
  if (!accounts.length) return <p className="mb-4">{t('noAccounts')}</p>;
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-bold">{t('fates')}</legend>
      <SelectField
        key={`rest${tools.value('rest')}`}
        name="rest"
        label={t('rest')}
        hint={t(`restHint.${kind === 'split' ? 'split' : 'dissolve'}`)}
        {...said(tools, 'rest')}
        empty={t('notSaid')}
        choices={choices}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        {accounts.map(({ id, name, platform }) => (
          <SelectField
            key={`${id}${tools.value(`account${id}`)}`}
            name={`account${id}`}
            label={`${name}（${code(platform)}）`}
            {...said(tools, `account${id}`)}
            empty={t('asRest')}
            choices={choices}
          />
        ))}
      </div>
    </fieldset>
  );
}
