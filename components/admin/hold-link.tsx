import type { AdminRecord } from '@/lib/admin/dto';

/** The way to hold a record for a dispute, or to lift that, where it has something left to hold. */
export function HoldLink({ ak, found }: { ak: string; found: AdminRecord }) {
  if (found.discovered || found.mpxn === null) return null;
  return (
    <a
      href={`/admin/records/${ak}/${found.held ? 'lift-hold' : 'hold'}`}
      className="button button-quiet"
    >
      {found.held ? 'Lift the hold…' : 'Hold for a dispute…'}
    </a>
  );
}
