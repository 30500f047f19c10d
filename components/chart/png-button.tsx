'use client';

import { useState } from 'react';

/** A greater picture than this no browser draws. */
const MOST_PIXELS = 8000;

/** Makes a PNG of a picture that is there as SVG, twice as fine, and gives it as a file. */
export function PngButton({ href, words }: { href: string; words: { png: string; failed: string } }) {
  const [failed, setFailed] = useState(false);
  const draw = () =>
    save(href).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <button type="button" className="needs-script cursor-pointer text-accent underline" onClick={draw}>
        {words.png}
      </button>
      <span role="status">{failed && words.failed}</span>
    </>
  );
}

async function save(href: string): Promise<void> {
  const image = new Image();
  image.src = href;
  await image.decode();
  const scale = Math.min(2, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob>((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('No picture was made.')))));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${document.title}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}
