import { handleAuthRequest } from '@/lib/auth/next-auth';

export { handleAuthRequest as GET, handleAuthRequest as POST };
