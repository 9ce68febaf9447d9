export { clientAddress } from '@/lib/auth/client-address';
export { hashPassword } from '@/lib/auth/password';
export { authorize, isAllowed, type Permission } from '@/lib/auth/permissions';
export { generatePassword } from '@/lib/auth/reset-password';
export { safeReturnPath } from '@/lib/auth/return-path';
export { emailAddress, newPassword, personName, singleLine } from '@/lib/auth/schema';
export { findSession, hasUsers, requireSession } from '@/lib/auth/session';
export { writeSessionCookie } from '@/lib/auth/session-token';
export type { Session, SessionAccount, SessionUser } from '@/lib/auth/types';
