'use client';

import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, ComboBox, ComboBoxStateContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
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
export function SuggestField(props: Props) {
  // Made anew when a choice among several has taken the place of what was typed.
  return <Suggesting key={props.defaultValue} {...props} />;
}

function Suggesting({ name, label, hint, errors, warnings, defaultValue, suggest, required, openLabel }: Props) {
  const [text, setText] = useState(defaultValue);
  const [items, setItems] = useState<Suggestion[]>([]);
  const asked = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  // What was typed before the scripts had come.
  useLayoutEffect(() => setText((known) => input.current?.value || known), []);

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
        <Input ref={input} id={name} className="input" aria-describedby={describedBy({ name, hint, errors })} autoComplete="off" />
        <Button className="sr-only">{openLabel}</Button>
        <Opener items={items} />
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

// The field opens its list at a keystroke, when the answer to it is still on its way.
function Opener({ items }: { items: readonly Suggestion[] }) {
  const state = useContext(ComboBoxStateContext);
  const shown = useRef(items);
  useEffect(() => {
    if (shown.current === items) return;
    shown.current = items;
    if (items.length > 0 && state?.isFocused) state.open(null, 'input');
  });
  return null;
}

// A unit is written with its number, which the label leaves out; a region's label holds its code.
function labelOf({ value, label }: Suggestion): string {
  return value.includes('#') ? value : label;
}
