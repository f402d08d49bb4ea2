import type { Operator } from '@/components/shell/operator-contact';
import { env } from '@/lib/platform/env';

/** Who runs the register, as its settings say; null outside production where they name nobody. */
export function operator(): Operator | null {
  const { OPERATOR_NAME: name, OPERATOR_CONTACT: contact, OPERATOR_PHONE: phone = null } = env();
  return name && contact ? { name, contact, phone } : null;
}
