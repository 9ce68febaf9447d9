export { clientAddress } from '@/lib/auth/client-address';
export { hashPassword, verifyPassword } from '@/lib/auth/password';
export { authorize, isAllowed, type Permission } from '@/lib/auth/permissions';
export { findSession, hasUsers, requireSession } from '@/lib/auth/session';
export type { Session, SessionAccount, SessionUser } from '@/lib/auth/types';
