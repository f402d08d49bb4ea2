/** The operator that a register is started with. */
export interface AdminCredentials {
  id: string;
  secret: string;
}

/** What an organisation is registered with; what is left out has a default. */
export interface NewAccount {
  'account-id'?: string;
  'display-name'?: string;
  role?: 'data_user' | 'data_provider' | 'dcc' | 'portal' | 'admin';
  'redirect-urls'?: string[];
  [field: string]: unknown;
}
