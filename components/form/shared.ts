import { useTranslations } from 'next-intl';
import type { FormTools } from './form';

/** What every control of a form is given by its name: its words, what was found of it, and what was typed. */
export function useShared(tools: FormTools) {
  const field = useTranslations('field');
  return (name: string) => ({
    name,
    label: field(name as 'name'),
    errors: tools.errors(name),
    warnings: tools.warnings(name),
    defaultValue: tools.value(name),
  });
}
