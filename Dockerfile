# The register as an image: installed and built in the first stages, run in the last one by a user who
# owns nothing of it. Settings come from the environment; docs/runbook.md has them all.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS packages
WORKDIR /register
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
# What only the build needs is not in the last stage: half the size, and less to keep up to date.
RUN npm ci --omit=dev --ignore-scripts \
 && npm uninstall --no-save --omit=dev --ignore-scripts prisma tailwindcss @tailwindcss/postcss \
 && rm -rf node_modules/@next/swc-* node_modules/@img node_modules/@playwright node_modules/playwright* \
      node_modules/typescript node_modules/central-access-register-client

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /register
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
RUN npm ci --ignore-scripts
COPY . .
# The cache is of use to the next build only.
RUN npm run postinstall && npm run build && rm -rf .next/cache

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /register
# npm keeps its logs, and tsx what it compiled, in the one place that may be written to.
ENV NODE_ENV=production \
    APP_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    npm_config_cache=/tmp/npm
COPY --from=packages /register/node_modules node_modules
COPY --from=build /register/package.json /register/tsconfig.json /register/next.config.mjs ./
COPY --from=build /register/.next .next
COPY --from=build /register/app/i18n app/i18n
COPY --from=build /register/docs/samples docs/samples
COPY --from=build /register/lib lib
COPY --from=build /register/prisma prisma
COPY --from=build /register/scripts scripts
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/is-ready.mjs"]
# Not by npm, which would keep SIGTERM from the register.
CMD ["node", "scripts/start.mjs"]
