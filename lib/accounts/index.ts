export type { AccountCredentials, NewAccount } from '@/lib/accounts/create-account';
export { type CreatedOwner, createOwner } from '@/lib/accounts/create-owner';
export { createAuthToken, decryptAuthToken, encryptAuthToken, hashAuthToken } from '@/lib/accounts/encrypt-auth-token';
export { findCommandContext } from '@/lib/accounts/find-command-context';
export { hasDemoAccount } from '@/lib/accounts/queries';
export { defaultTimeZone } from '@/lib/accounts/rules';
