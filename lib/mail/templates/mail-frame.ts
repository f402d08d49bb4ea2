/** What every mail says of the register, whatever it is about. */
export interface MailFrame {
  /** Its name in each language. */
  names: { en: string; cy: string };
  /** What the address of each of our pages begins with. */
  origin: string;
  /** Who runs it, with the address, and the number if there is one, to reach them; null where the settings do not say. */
  operator: { name: string; contact: string } | null;
}
