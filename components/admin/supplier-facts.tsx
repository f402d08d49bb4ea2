import { CodeText } from '@/components/console/code-text';
import { Fact, Facts } from '@/components/console/facts';
import type { SupplierEntry } from '@/lib/suppliers/dto';

/** Each energy supplier, its issuer, and the address that it must know the register by. */
export function SupplierFacts({ suppliers }: { suppliers: SupplierEntry[] }) {
  return (
    <Facts>
      {suppliers.map(({ id, name, issuer, callbackUrl }) => (
        <Fact key={id} name={name}>
          <div>
            Callback URL: <CodeText>{callbackUrl}</CodeText>
          </div>
          <div className="text-soft">
            Issuer: <CodeText>{issuer}</CodeText>
          </div>
        </Fact>
      ))}
    </Facts>
  );
}
