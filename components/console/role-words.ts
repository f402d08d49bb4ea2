/** What people call the roles of accounts. */
export const roleWords: Record<string, string> = {
  data_user: 'Data User',
  data_provider: 'Data Provider',
  dcc: 'DCC',
  portal: 'Portal operator',
  admin: 'Operator',
};
