import { Ceremony, type CeremonySearchParams } from '../ceremony';

export default function AssertPage({ searchParams }: { searchParams: CeremonySearchParams }) {
  return <Ceremony kind="assert" searchParams={searchParams} />;
}
