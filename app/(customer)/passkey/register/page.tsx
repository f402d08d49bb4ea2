import { Ceremony, type CeremonySearchParams } from '../ceremony';

export default function RegisterPage({ searchParams }: { searchParams: CeremonySearchParams }) {
  return <Ceremony kind="register" searchParams={searchParams} />;
}
