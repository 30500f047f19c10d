'use client';

import { useRef, useState } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Suggestion } from '@/lib/taxonomy/suggest';
import { describedBy, Field } from './field';

type Props = {
  name: string;
  label: string;
  hint?: string;
  errors: readonly string[];
  warnings: readonly string[];
  defaultValue: string;
  suggest(text: string): Promise<Suggestion[]>;
  required?: boolean;
  openLabel: string;
};

const PAUSE = 150;

/**
 * A text field that suggests while somebody types. What is sent is the text itself, chosen or
 * typed, and the server looks it up: so it works the same without JavaScript.
 */
export function SuggestField({ name, label, hint, errors, warnings, defaultValue, suggest, required, openLabel }: Props) {
  const [text, setText] = useState(defaultValue);
  const [items, setItems] = useState<Suggestion[]>([]);
  const asked = useRef(0);

  function ask(typed: string) {
    setText(typed);
    const mine = ++asked.current;
    setTimeout(async () => {
      if (mine !== asked.current) return;
      const found = await suggest(typed);
      if (mine === asked.current) setItems(found);
    }, PAUSE);
  }

  return (
    <Field name={name} label={label} hint={hint} errors={errors} warnings={warnings} required={required}>
      <ComboBox
        aria-label={label}
        name={name}
        formValue="text"
        allowsCustomValue
        allowsEmptyCollection={false}
        menuTrigger="input"
        inputValue={text}
        onInputChange={ask}
        items={items}
        onSelectionChange={(key) => {
          const chosen = items.find(({ value }) => value === key);
          if (chosen) {
            asked.current += 1;
            setText(labelOf(chosen));
          }
        }}
        isInvalid={errors.length > 0}
        className="relative"
      >
        <Input id={name} className="input" aria-describedby={describedBy({ name, hint, errors })} autoComplete="off" />
        <Button className="sr-only">{openLabel}</Button>
        <Popover className="w-(--trigger-width) border border-muted bg-page shadow-lg">
          <ListBox<Suggestion> className="max-h-80 overflow-auto outline-none">
            {(item) => (
              <ListBoxItem
                id={item.value}
                textValue={labelOf(item)}
                className="cursor-pointer px-3 py-1.5 data-[focused]:bg-accent data-[focused]:text-accent-ink"
              >
                {item.label}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </Field>
  );
}

// A unit is written with its number, which the label leaves out; a region's label holds its code.
function labelOf({ value, label }: Suggestion): string {
  return value.includes('#') ? value : label;
}
