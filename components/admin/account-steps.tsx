interface AccountStepsProps {
  path: string;
  status: string;
}

/** The ways to what can be done to an account; each leads to a page that first says what follows. */
export function AccountSteps({ path, status }: AccountStepsProps) {
  if (status === 'terminated') {
    return <p className="mt-4 text-soft">A terminated account stays terminated.</p>;
  }
  const steps = [
    status === 'suspended'
      ? { step: 'reactivate', label: 'Reactivate…' }
      : { step: 'suspend', label: 'Suspend…' },
    { step: 'rotate-secret', label: 'Rotate the secret key…' },
    { step: 'terminate', label: 'Terminate…' },
  ];
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      {steps.map(({ step, label }) => (
        <a key={step} href={`${path}/${step}`} className="button button-quiet">
          {label}
        </a>
      ))}
    </div>
  );
}
