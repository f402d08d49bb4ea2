/** What every mail says of the register, whatever it is about. */
export interface MailFrame {
  /** Its name in each language. */
  names: { en: string; cy: string };
  /** Where each of our pages is. */
  host: string;
  /** Who runs it, with the address or number to reach them; null where the settings do not say. */
  operator: { name: string; contact: string } | null;
}
