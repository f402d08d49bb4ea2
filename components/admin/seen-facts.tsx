import { CodeLink } from '@/components/console/code-link';
import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import { Moment } from '@/components/console/moment';
import type { SeenAccess } from '@/lib/admin/dto';

/** Whom the DCC saw, when, and whether the organisation has registered since. */
export function SeenFacts({ seen }: { seen: SeenAccess }) {
  return (
    <Facts>
      <Fact name="Organisation">
        <bdi>{seen.organisationName}</bdi>
      </Fact>
      <Fact name="Its reference">
        <CodeText>{seen.organisationReference}</CodeText>
      </Fact>
      <Fact name="Seen">
        <Moment at={seen.firstSeen} isDate /> to <Moment at={seen.lastSeen} isDate />
      </Fact>
      <Fact name="Report">{seen.sourceReference}</Fact>
      <Fact name="Registered since">
        {seen.supersededBy ? (
          <CodeLink href={`/admin/records/${seen.supersededBy}`}>{seen.supersededBy}</CodeLink>
        ) : (
          'no: customers there are warned'
        )}
      </Fact>
    </Facts>
  );
}
