/** The seconds that an error of the sign-in asks to wait; undefined for another error. */
export function waitSeconds(error: string): string | undefined {
  return /^wait-(\d{1,4})$/.exec(error)?.[1];
}
