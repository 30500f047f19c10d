import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/web/i18n.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules and the Prisma client stay outside the bundle.
  serverExternalPackages: ['argon2', 'nodemailer', 'pg', 'pg-boss', 'pg-copy-streams', 'pino', 'rate-limiter-flexible'],
  // The page says what happened; a browser never learns of the machine's paths.
  productionBrowserSourceMaps: false,
  // `npm run check` does that; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
