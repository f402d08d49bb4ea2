import { Fact } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { AdminRecord } from '@/lib/admin/dto';

/** That the operator holds a record for a dispute, where it is held. */
export function HeldFact({ held }: Pick<AdminRecord, 'held'>) {
  if (!held) return null;
  return (
    <Fact name="Held">
      since <Moment at={held.at} />: <bdi>{held.reason}</bdi>
    </Fact>
  );
}
