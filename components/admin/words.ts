import type { Option } from '@/components/console/fields';
import { stateOptions } from '@/components/console/words';

export const allStateOptions: Option[] = [
  ...stateOptions,
  { value: 'DISCOVERED', label: 'Discovered' },
];

export const mailWords: Record<string, string> = {
  waiting: 'Waiting',
  failed: 'Given up',
  sent: 'Sent',
};

/** Why a subscription is sent nothing. */
export const disabledWords: Record<string, string> = {
  owner: 'by its owner',
  failing: 'by the register, after five days of failures',
  gone: 'by the register: the endpoint answered 410, gone',
  terminated: 'with its account',
  operator: 'by an operator',
};
