import { confirmPage } from '../../../../confirm-page';

export default confirmPage('/dashboard/settings/rotate-secret', () => ({
  title: 'Rotate the secret key?',
  consequences: [
    'The new secret key is shown once, on the next page.',
    'The one before stays good for 15 minutes: give your software the new one until then.',
    'Bearer tokens stay good until they expire, two hours at most.',
    'All sessions of this account but this one end.',
  ],
  button: 'Rotate the secret key',
}));
