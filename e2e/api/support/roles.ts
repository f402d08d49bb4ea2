export const roleNames = ['data_user', 'data_provider', 'dcc', 'portal', 'admin'] as const;
export type RoleName = (typeof roleNames)[number];
