import { Fragment, type ReactNode } from 'react';
import { Scroll } from './scroll';

type Props = {
  /** What the list is: read out as the table's name. */
  caption: string;
  /** One per column; what is not a plain word is a cell of its own, as of `SortHead`. What is false is no column. */
  heads: readonly ReactNode[];
  /** Whether the caption is on the page, and not only read out. */
  shown?: boolean;
  foot?: ReactNode;
  children: ReactNode;
};

/** A list as a table with one row of heads. It scrolls by itself where it is wider than the page. */
export function ListTable({ caption, heads, shown = false, foot, children }: Props) {
  return (
    <Scroll label={caption}>
      <table className="list-table">
        <caption className={shown ? 'text-start' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>{heads.map(head)}</tr>
        </thead>
        <tbody>{children}</tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </Scroll>
  );
}

function head(content: ReactNode, index: number): ReactNode {
  if (content === null || content === undefined || content === false) return null;
  if (typeof content !== 'string') return <Fragment key={index}>{content}</Fragment>;
  return (
    <th key={content} scope="col">
      {content}
    </th>
  );
}
