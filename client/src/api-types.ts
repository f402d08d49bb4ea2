// Made from the API’s document by `npm run client:types`. Do not edit.

export interface paths {
    "/access-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register an access record
         * @description The record is about the person of `record-metadata.identity-record-ref`, an Identity Record of the caller’s own, or about whoever confirmed the `reidentification-token`; exactly one of the two is given. With a `confirmation-token` the record carries that the customer confirmed, and stays within what they were shown. Records of the past are welcome.
         *
         *     Roles: `data_user`.
         */
        post: operations["post-access-records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-records/{ak}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify an access key
         * @description Ask before every release of meter data: only the state `ACTIVE` allows it. Never stale after a revocation. Whoever holds the key may ask; no bearer token is needed. Query parameters are ignored.
         */
        get: operations["get-access-records-ak"];
        /**
         * Replace an access record
         * @description Replaces an ACTIVE record whole. Key, DUID and time of creation stay. What a GET answered can be changed and sent back as it is: read-only fields are ignored.
         *
         *     Roles: `data_user`.
         */
        put: operations["put-access-records-ak"];
        post?: never;
        /**
         * Revoke an access record
         * @description At once and for good; a repeat gives the same answer. A portal needs a token of the customer, and may revoke records based on consent only.
         *
         *     Roles: `data_user`, `portal`, `admin`.
         */
        delete: operations["delete-access-records-ak"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-records/{ak}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a receipt
         * @description A signed statement of how an own record stands now, to keep or to show to others. It holds neither the access key nor the meter number. Each call issues a new one.
         *
         *     Roles: `data_user`.
         */
        get: operations["get-access-records-ak-receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-records/{ak}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how often an access was asked for
         * @description By day and Data Provider, the last day first: how often a release was permitted, and how often it was refused. Who only verifies the key leaves no trace here.
         *
         *     Roles: `data_user`.
         */
        get: operations["get-access-records-ak-releases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Roles: `admin`.
         */
        get: operations["get-admin-accounts"];
        put?: never;
        /**
         * Create an account
         * @description Account id, DUID and organisation reference each belong to one account only. Without `secret-key` one is made and shown this once.
         *
         *     Roles: `admin`.
         */
        post: operations["post-admin-accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description What is not given stays as it is, and null is not given; an empty list empties one.
         *
         *     Roles: `admin`.
         */
        patch: operations["patch-admin-accounts-id"];
        trace?: never;
    };
    "/admin/accounts/{id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate a suspended account
         * @description A terminated account stays terminated.
         *
         *     Roles: `admin`.
         */
        post: operations["post-admin-accounts-id-reactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an account
         * @description From its next request on, and with tokens issued before, the account is refused with AUTH006. The last active operator cannot be suspended.
         *
         *     Roles: `admin`.
         */
        post: operations["post-admin-accounts-id-suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/accounts/{id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Terminate an account
         * @description Final. Records stay as they are. The last active operator cannot be terminated.
         *
         *     Roles: `admin`.
         */
        post: operations["post-admin-accounts-id-terminate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Roles: `admin`.
         */
        get: operations["get-admin-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/identity-records/{ir}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Void an Identity Record that was made falsely
         * @description For good: it parts from its holder, the passkeys made for it are gone, what is open on it ends, the accesses linked to it are shown as disputed, and the others at the meter point are told. Access records stay as they are and go on verifying: revoke those that must end. A repeat answers the first time, whatever its reason.
         *
         *     Roles: `admin`.
         */
        post: operations["post-admin-identity-records-ir-void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search access records
         * @description Roles: `admin`.
         */
        get: operations["get-admin-records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what the register holds
         * @description Roles: `admin`.
         */
        get: operations["get-admin-stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every webhook, newest first: whose it is and how it fares
         * @description Roles: `admin`.
         */
        get: operations["get-admin-webhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a bearer token
         * @description Exchanges account-id and secret-key, sent as HTTP Basic, for a bearer token of two hours. Ask again shortly before it ends, not before every call.
         */
        get: operations["get-auth-token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cot-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a Change of Tenancy
         * @description Tells each Data User with an ACTIVE record at the meter point; nothing is revoked. The same three values again answer 200 with the first answer, and tell nobody.
         *
         *     Roles: `dcc`.
         */
        post: operations["post-cot-events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cot-events/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a Change of Tenancy back
         * @description For a report that was false: the change counts as never in effect, and each Data User that was told of it is told so. The same three values again give the first answer, and tell nobody.
         *
         *     Roles: `dcc`.
         */
        post: operations["post-cot-events-withdrawals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data-users/{duid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look up a Data User
         * @description Only Data Users are listed: the DUID of any other account is not found.
         *
         *     Roles: `data_provider`, `data_user`, `admin`.
         */
        get: operations["get-data-users-duid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/discovered-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report an access that was seen
         * @description For an organisation that was seen to read a meter. A known one at this meter point answers 200: its dates widen and its data types join.
         *
         *     Roles: `dcc`.
         */
        post: operations["post-discovered-access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find own Identity Records
         * @description Roles: `data_user`.
         */
        get: operations["get-identity-records"];
        put?: never;
        /**
         * Create an Identity Record
         * @description One person at one meter point, whose identity the caller has made sure of.
         *
         *     Roles: `data_user`.
         */
        post: operations["post-identity-records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/exists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether a meter point’s occupant is known
         * @description Looks across all Data Users. Each question is audited, and 60 an hour are answered for one meter point.
         *
         *     Roles: `data_user`, `portal`.
         */
        get: operations["get-identity-records-exists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/reidentify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Re-identify the occupant of a meter point
         * @description For organisations that have no Identity Record of their own: asks whoever is registered as the current occupant, by any Data User. The record itself is never named.
         *
         *     Roles: `data_user`, `portal`.
         */
        post: operations["post-identity-records-reidentify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/reidentify/{token-ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask how a re-identification by meter point stands
         * @description Reading changes nothing; a wrong `return-code` counts.
         *
         *     Roles: `data_user`, `portal`.
         */
        get: operations["get-identity-records-reidentify-token-ref"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/{ir}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an Identity Record
         * @description Roles: `data_user`.
         */
        get: operations["get-identity-records-ir"];
        put?: never;
        post?: never;
        /**
         * Anonymise an Identity Record
         * @description For good: all personal data and the passkeys that serve no other record are gone. Refused while any linked access record is ACTIVE, whoever registered it. A repeat answers the first time.
         *
         *     Roles: `data_user`.
         */
        delete: operations["delete-identity-records-ir"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/{ir}/credentials/{cred}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey
         * @description A passkey that came with another organisation’s record is not deleted: this record parts from it.
         *
         *     Roles: `data_user`.
         */
        delete: operations["delete-identity-records-ir-credentials-cred"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/{ir}/re-identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Re-identify the person of an own record
         * @description `magic-link` sends a mail that works for 15 minutes; the passkey methods answer the address of a hosted page that works for 5 minutes. 422: no e-mail (VAL002) or no passkey (VAL003).
         *
         *     Roles: `data_user`.
         */
        post: operations["post-identity-records-ir-re-identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-records/{ir}/re-identify/{token-ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask how a re-identification of an own record stands
         * @description Reading changes nothing; a wrong `return-code` counts.
         *
         *     Roles: `data_user`.
         */
        get: operations["get-identity-records-ir-re-identify-token-ref"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/meter-points/{mpxn}/access-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the access records of a meter point
         * @description A Data User needs a record of its own there, in any state. A portal needs the customer’s `reidentification-token`, which the list consumes, and sees what the customer would see in the register’s own portal. What is active comes first, and organisations take turns. Each look is audited and shown to the customer.
         *
         *     Roles: `data_user`, `portal`.
         */
        get: operations["get-meter-points-mpxn-access-records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the own access records
         * @description Roles: `data_user`.
         */
        get: operations["get-records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/release-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what ends or narrows releases that were permitted to you
         * @description Changes of accesses that were permitted to this Data Provider within thirteen months, in order and without a gap, from five seconds after each. Ask again with `after` set to the `next` of the answer; with `wait` the answer comes as soon as there is a change, or without one when that time is up. An access that expires is no change: its end is in every permit.
         *
         *     Roles: `data_provider`.
         */
        get: operations["get-release-changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your own release decisions
         * @description What this Data Provider asked at `/access/v1/evaluation` and `/access/v1/evaluations`, and was answered: one entry a question, outcome and day, with how often it was asked. They are kept for thirteen months. Questions with unknown keys are one entry a day, which names none of them.
         *
         *     Roles: `data_provider`.
         */
        get: operations["get-releases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the own account
         * @description Roles: `data_user`, `data_provider`, `dcc`, `portal`, `admin`.
         */
        get: operations["get-self"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/self/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the own account did
         * @description Roles: `data_user`, `data_provider`, `dcc`, `portal`, `admin`.
         */
        get: operations["get-self-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/self/redirect-urls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the redirect URLs
         * @description Customers are sent back only to a URL of this list, and it is checked again at each redirect. The operator is told of a new host.
         *
         *     Roles: `data_user`, `data_provider`, `dcc`, `portal`, `admin`.
         */
        put: operations["put-self-redirect-urls"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/self/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new secret key
         * @description The new secret key is shown this once; the old one stays good for 15 minutes, but opens no dashboard and makes no further one. Bearer tokens issued before stay good for all other calls: here they are an AUTH002, since a replaced secret rotates nothing. Ten times an hour.
         *
         *     Roles: `data_user`, `data_provider`, `dcc`, `portal`, `admin`.
         */
        post: operations["post-self-rotate-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your webhooks
         * @description Roles: `data_user`.
         */
        get: operations["get-webhooks"];
        put?: never;
        /**
         * Subscribe to events
         * @description At most 100 webhooks for an account. The signing secret is shown this once. A host that leads to a private, loopback, link-local or otherwise special address is refused; one that does not resolve yet is not.
         *
         *     Roles: `data_user`.
         */
        post: operations["post-webhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{wid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Nothing new is queued. What is queued is still tried, to the end of its retries.
         *
         *     Roles: `data_user`.
         */
        delete: operations["delete-webhooks-wid"];
        options?: never;
        head?: never;
        /**
         * Change a webhook, switch it off or on, or rotate its signing secret
         * @description With `rotate-secret` the answer holds the new signing secret, this once; for 15 minutes the old one signs beside it in `webhook-signature`. Switching a webhook off gives up what is pending; each can be replayed once it is on again.
         *
         *     Roles: `data_user`.
         */
        patch: operations["patch-webhooks-wid"];
        trace?: never;
    };
    "/webhooks/{wid}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to a webhook, or is to be, and each try of it; newest first
         * @description Roles: `data_user`.
         */
        get: operations["get-webhooks-wid-deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{wid}/deliveries/{evt}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event again
         * @description Under the same event-id, with all its retries, whatever became of it before; a pending one is tried at once. 409 while the webhook is not active.
         *
         *     Roles: `data_user`.
         */
        post: operations["post-webhooks-wid-deliveries-evt-replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{wid}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description An event of type `webhook.test`, sent whatever `event-types` says, and retried and listed as any other. 409 while the webhook is not active.
         *
         *     Roles: `data_user`.
         */
        post: operations["post-webhooks-wid-test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "consent.withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A consent was withdrawn
         * @description On any revocation of a record based on consent, whoever revoked it.
         */
        post: operations["receive-consent-withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A consent ends soon
         * @description Once per record, expiry and subscription, `notify-days-before` days before the end, for ACTIVE records based on consent.
         */
        post: operations["receive-consent-expiring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "tenancy.change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The tenancy of a meter point changed
         * @description Nothing is revoked: whether access may go on is the Data User’s to find out. With `withdrawn` the DCC took the change back.
         */
        post: operations["receive-tenancy-change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credential.registered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A passkey was enrolled
         * @description To the owner of the Identity Record, whoever started the enrolment.
         */
        post: operations["receive-credential-registered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A test that was asked for
         * @description Sent whatever `event-types` says.
         */
        post: operations["receive-webhook-test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AccessEventInput: {
            /**
             * @description `EXPIRED` and `REVOKED` are for records of the past.
             * @enum {string}
             */
            state: "ACTIVE" | "EXPIRED" | "REVOKED";
            /**
             * Format: date-time
             * @description Since when the access is allowed.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description When the access ends; null: no end. From that instant the record reads EXPIRED. Not before `registered-at`; in the past where `state` is `EXPIRED`.
             * @example 2026-11-02T09:30:00Z
             */
            expiry: string | null;
            /**
             * @description The Data User’s own reference.
             * @example CRM-4711
             */
            "controller-reference"?: string | "" | null;
            /** @description How consent was given; with the consent bases only. */
            consent?: {
                /** @enum {string} */
                "consent-type": "expressed-consent" | "explicit-consent";
                /** @example button on our website */
                method?: string | "" | null;
            } | null;
            /** @description Read-only: set by the register, ignored when it is sent back. */
            readonly "revoked-at"?: unknown;
        };
        /**
         * @example {
         *       "duid": "duid_4f9d02c7a1b86e35d2f07c94",
         *       "record-metadata": {
         *         "schema-version": "1.0",
         *         "controller-arrangement": {
         *           "arrangement-type": "sole",
         *           "art26-reference": null,
         *           "controllers": [
         *             {
         *               "name": "Northwind Energy",
         *               "role": "sole",
         *               "contact-url": "https://northwind.example/contact",
         *               "address": {
         *                 "addressLine1": "1 High Street",
         *                 "addressLine2": null,
         *                 "townCity": "Cardiff",
         *                 "county": null,
         *                 "postcode": "CF10 1AA"
         *               },
         *               "privacy-rights-url": "https://northwind.example/privacy",
         *               "lia-reference": null,
         *               "statutory-reference": null,
         *               "storage-conditions": {
         *                 "location": "United Kingdom",
         *                 "retention-period": "P2Y"
         *               }
         *             }
         *           ]
         *         },
         *         "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
         *         "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
         *         "created-at": "2026-11-02T09:30:01.114Z"
         *       },
         *       "notice": {
         *         "shared-notice": {
         *           "terms-url": "https://northwind.example/terms",
         *           "notice-version": "2026-11",
         *           "notice-language": "en"
         *         },
         *         "notices": null
         *       },
         *       "processing": {
         *         "legal-basis": "uk-consent",
         *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
         *         "data-types": [
         *           "HH-CONSUMPTION",
         *           "TARIFF-IMPORT"
         *         ],
         *         "data-source": "smart meter",
         *         "jurisdiction": "GB"
         *       },
         *       "access-event": {
         *         "state": "ACTIVE",
         *         "registered-at": "2026-11-02T09:30:00Z",
         *         "expiry": "2027-11-02T09:30:00Z",
         *         "controller-reference": "CRM-4711",
         *         "consent": {
         *           "consent-type": "expressed-consent",
         *           "method": "button on our website"
         *         }
         *       },
         *       "customer-confirmation": {
         *         "method": "passkey-assert",
         *         "assurance": "proven",
         *         "confirmed-at": "2026-11-02T09:29:40.251Z",
         *         "bound": true,
         *         "proposal-digest": "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
         *       }
         *     }
         */
        AccessRecord: {
            /**
             * @description Who registered the record; of a discovered one, who reported it.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            "record-metadata": components["schemas"]["VerifiedMetadata"];
            notice: components["schemas"]["Notice"] | null;
            processing: {
                /** @description Left out where the state is DISCOVERED. */
                "legal-basis"?: components["schemas"]["LegalBasis"];
                /**
                 * @description Left out where the state is DISCOVERED.
                 * @example Showing you your half-hourly use and finding a tariff that suits it
                 */
                purpose?: string;
                /**
                 * @example [
                 *       "HH-CONSUMPTION",
                 *       "TARIFF-IMPORT"
                 *     ]
                 */
                "data-types": components["schemas"]["DataType"][];
                /** @example smart meter */
                "data-source"?: string;
                /** @description Who else receives the data. */
                recipients?: {
                    /** @example Brightmeter */
                    name: string;
                    /** @example processor */
                    role: string;
                    /** @example https://brightmeter.example/privacy */
                    "privacy-url"?: string;
                }[];
                /** @constant */
                jurisdiction: "GB";
            };
            "access-event": {
                state: components["schemas"]["AccessState"];
                /**
                 * Format: date-time
                 * @description Since when the access is allowed.
                 * @example 2026-11-02T09:30:00Z
                 */
                "registered-at": string;
                /**
                 * @description When the access ends; null: no end. From that instant the record reads EXPIRED. Not before `registered-at`; in the past where `state` is `EXPIRED`.
                 * @example 2026-11-02T09:30:00Z
                 */
                expiry: string | null;
                /**
                 * @description The Data User’s own reference.
                 * @example CRM-4711
                 */
                "controller-reference"?: string;
                /** @description How consent was given; with the consent bases only. */
                consent: {
                    /** @enum {string} */
                    "consent-type": "expressed-consent" | "explicit-consent";
                    /** @example button on our website */
                    method?: string;
                } | null;
                /**
                 * Format: date-time
                 * @description When it was revoked, if it was.
                 * @example 2026-12-01T08:00:00.000Z
                 */
                "revoked-at"?: string;
            };
            /**
             * @description That the customer confirmed; null: the record was registered without it.
             * @example null
             */
            "customer-confirmation": components["schemas"]["CustomerConfirmation"] | null;
        };
        /**
         * @description Only `ACTIVE` allows access. `DISCOVERED`: the DCC saw the access, but nobody registered it. Exact to the instant: past its expiry a record reads `EXPIRED`.
         * @enum {string}
         */
        AccessState: "ACTIVE" | "EXPIRED" | "REVOKED" | "DISCOVERED";
        Account: {
            /**
             * @description The name under which the account asks for tokens.
             * @example northwind-energy
             */
            "account-id": string;
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /**
             * @description The name that customers read.
             * @example Northwind Energy
             */
            "display-name": string;
            role: components["schemas"]["Role"];
            status: components["schemas"]["AccountStatus"];
            /**
             * @description Where customers reach the organisation.
             * @example https://northwind.example/contact
             */
            "contact-url"?: string;
            /**
             * Format: date-time
             * @description When the account was created.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description Where customers may be sent back to.
             * @example [
             *       "https://northwind.example/welcome-back"
             *     ]
             */
            "redirect-urls": string[];
        };
        /**
         * @description `suspended` can be lifted again, `terminated` is final.
         * @enum {string}
         */
        AccountStatus: "active" | "suspended" | "terminated";
        /** @description A postal address in the United Kingdom. */
        Address: {
            /** @example 14 Chapel Street */
            addressLine1: string;
            /** @example Flat 2 */
            addressLine2: string | null;
            /** @example Llandudno */
            townCity: string;
            /** @example Conwy */
            county: string | null;
            /** @example LL30 2SY */
            postcode: string;
        };
        /** @description A postal address in the United Kingdom. */
        AddressInput: {
            /** @example 14 Chapel Street */
            addressLine1: string;
            /** @example Flat 2 */
            addressLine2?: string | null | "";
            /** @example Llandudno */
            townCity: string;
            /** @example Conwy */
            county?: string | null | "";
            /** @example LL30 2SY */
            postcode: string;
        };
        AuditEvent: {
            /** @example aud_4f9d02c7a1b86e35d2f07c94 */
            event_id: string;
            /**
             * @description The account that caused it; left out: the register itself or a customer.
             * @example northwind-energy
             */
            account_id?: string;
            /** @example access-record.revoked */
            event_type: string;
            /**
             * @description The access record that it is about, if it is about one.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            ak?: string;
            /**
             * @description What else there is to say. It never holds personal data.
             * @example {
             *       "reason": "contract-ended",
             *       "by": "data_user"
             *     }
             */
            detail: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            timestamp: string;
        };
        ConsentExpiring: {
            /** @example ak_4f9d02c7a1b86e35d2f07c94 */
            ak: string;
            mpxn: components["schemas"]["Mpxn"];
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            expiry: string;
            /**
             * @description Whole days, rounded up.
             * @example 30
             */
            "days-remaining": number;
        };
        ConsentWithdrawal: {
            /** @example ak_4f9d02c7a1b86e35d2f07c94 */
            ak: string;
            mpxn: components["schemas"]["Mpxn"];
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "revoked-at": string;
            /** @description Null if none was given. */
            reason: components["schemas"]["RevocationReason"] | null;
            /**
             * @description The Data User’s own reference of the record.
             * @example CRM-4711
             */
            "controller-reference"?: string;
        };
        /** @description An organisation accountable under UK GDPR. */
        Controller: {
            /** @example Northwind Energy */
            name: string;
            /**
             * @description Its part in the arrangement; see `arrangement-type`.
             * @enum {string}
             */
            role: "sole" | "lead" | "joint" | "member";
            /**
             * @description Where customers reach it.
             * @example https://northwind.example/contact
             */
            "contact-url": string;
            /** @description Where it is. */
            address?: components["schemas"]["Address"];
            /**
             * @description Where customers use their privacy rights.
             * @example https://northwind.example/privacy
             */
            "privacy-rights-url"?: string;
            /**
             * @description Its legitimate interests assessment.
             * @example LIA-7
             */
            "lia-reference": string | null;
            /**
             * @description The law that its task or duty rests on.
             * @example Electricity Act 1989, section 5
             */
            "statutory-reference": string | null;
            "storage-conditions": {
                /**
                 * @description Where data is kept.
                 * @example United Kingdom
                 */
                location: string;
                /**
                 * @description How long, as an ISO 8601 duration.
                 * @example P2Y
                 */
                "retention-period": string;
            } | null;
        };
        ControllerArrangement: {
            /**
             * @description `sole`: exactly one controller, of role `sole`. `joint`: at least two, one `lead`, the rest `joint`, with an `art26-reference`. `group`: one `lead`, the rest `member`, at least one. Only `joint` has an `art26-reference`.
             * @enum {string}
             */
            "arrangement-type": "sole" | "joint" | "group";
            /**
             * @description The arrangement of UK GDPR Article 26; required for `joint`, else null.
             * @example Arrangement of 1 May 2026
             */
            "art26-reference": string | null;
            controllers: components["schemas"]["Controller"][];
        };
        ControllerArrangementInput: {
            /**
             * @description `sole`: exactly one controller, of role `sole`. `joint`: at least two, one `lead`, the rest `joint`, with an `art26-reference`. `group`: one `lead`, the rest `member`, at least one. Only `joint` has an `art26-reference`.
             * @enum {string}
             */
            "arrangement-type": "sole" | "joint" | "group";
            /**
             * @description The arrangement of UK GDPR Article 26; required for `joint`, else null.
             * @example Arrangement of 1 May 2026
             */
            "art26-reference"?: string | null | "";
            controllers: components["schemas"]["ControllerInput"][];
        };
        /** @description An organisation accountable under UK GDPR. */
        ControllerInput: {
            /** @example Northwind Energy */
            name: string;
            /**
             * @description Its part in the arrangement; see `arrangement-type`.
             * @enum {string}
             */
            role: "sole" | "lead" | "joint" | "member";
            /**
             * @description Where customers reach it.
             * @example https://northwind.example/contact
             */
            "contact-url": string;
            address?: components["schemas"]["AddressInput"] | null;
            /**
             * @description Where customers use their privacy rights.
             * @example https://northwind.example/privacy
             */
            "privacy-rights-url"?: string | "" | null;
            /**
             * @description Its legitimate interests assessment.
             * @example LIA-7
             */
            "lia-reference"?: string | null | "";
            /**
             * @description The law that its task or duty rests on.
             * @example Electricity Act 1989, section 5
             */
            "statutory-reference"?: string | null | "";
            "storage-conditions"?: {
                /**
                 * @description Where data is kept.
                 * @example United Kingdom
                 */
                location: string;
                /**
                 * @description How long, as an ISO 8601 duration.
                 * @example P2Y
                 */
                "retention-period": string;
            } | null;
        };
        /** @description A passkey, without its keys. */
        Credential: {
            /** @example cred_4f9d02c7a1b86e35d2f07c94 */
            "credential-id": string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description How the device with the passkey can be reached, as WebAuthn names it.
             * @example [
             *       "internal",
             *       "hybrid"
             *     ]
             */
            transports: string[];
            /** @example 2026-11-02T09:30:00Z */
            "last-used-at": string | null;
            /**
             * @description The name that the customer gave it; null: none.
             * @example My phone
             */
            name: string | null;
            /**
             * @description Whether it is kept in the customer’s password manager, and so outlives the device.
             * @example true
             */
            "backed-up": boolean;
        };
        CredentialRegistered: {
            /** @example ir_4f9d02c7a1b86e35d2f07c94 */
            ir: string;
            /** @example cred_4f9d02c7a1b86e35d2f07c94 */
            "credential-id": string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description The organisation in whose flow it was enrolled; `customer`: in the portal.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            "initiated-by": string | "customer";
            /**
             * @description What the customer proved first; left out: nothing, the organisation’s word or trust.
             * @example magic-link
             * @enum {string}
             */
            "verified-by"?: "passkey-assert" | "magic-link";
        };
        CustomerConfirmation: {
            /** @description By what the customer confirmed. */
            method: components["schemas"]["ReidentificationMethod"];
            /**
             * @description `unproven`: it rests on a passkey that nobody has checked.
             * @example proven
             * @enum {string}
             */
            assurance: "proven" | "unproven";
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "confirmed-at": string;
            /**
             * @description Whether only the browser that the customer came back with could confirm.
             * @example true
             */
            bound: boolean;
            /**
             * @description Of what the customer was shown; null: the access was not proposed to them.
             * @example n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg
             */
            "proposal-digest": string | null;
        };
        /**
         * @description A kind of meter data: half-hourly (`HH`), monthly (`MTH`) or annual, used from the grid (`CONSUMPTION`) or sent to it (`EXPORT`); or what is paid for either (`TARIFF`).
         * @enum {string}
         */
        DataType: "HH-CONSUMPTION" | "HH-EXPORT" | "MTH-CONSUMPTION" | "MTH-EXPORT" | "ANNUAL-CONSUMPTION" | "ANNUAL-EXPORT" | "TARIFF-IMPORT" | "TARIFF-EXPORT";
        DataUser: {
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /**
             * @description The name that customers read.
             * @example Northwind Energy
             */
            "display-name": string;
            status: components["schemas"]["AccountStatus"];
            /**
             * Format: date-time
             * @description When the account was created.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description When its latest suspension began, also after that has ended; null: there was none.
             * @example null
             */
            "suspended-at": string | null;
            /**
             * @description Where customers reach the organisation.
             * @example https://northwind.example/contact
             */
            "contact-url"?: string;
            /**
             * @description The kinds of data it deals in; all of them if it named none.
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types-supported": components["schemas"]["DataType"][];
        };
        /** @enum {string} */
        DeclinedReason: "refused" | "not-recognised";
        Delivery: {
            /** @example evt_4f9d02c7a1b86e35d2f07c94 */
            "event-id": string;
            /** @enum {string} */
            "event-type": "consent.withdrawal" | "consent.expiring" | "tenancy.change" | "credential.registered" | "webhook.test";
            status: components["schemas"]["DeliveryStatus"];
            attempts: {
                /**
                 * Format: date-time
                 * @example 2026-11-02T09:30:00Z
                 */
                at: string;
                /**
                 * @description What the endpoint answered, if it did.
                 * @example 200
                 */
                "status-code"?: number;
                /** @example 84 */
                "duration-ms": number;
                /**
                 * @description Why it does not count as delivered.
                 * @example answered 500
                 */
                error?: string;
            }[];
            /**
             * Format: date-time
             * @description Left out when there are no more tries.
             * @example 2026-11-02T09:35:00.000Z
             */
            "next-attempt-at"?: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
        };
        /**
         * @description `undelivered`: the last try has failed, or the webhook was disabled.
         * @enum {string}
         */
        DeliveryStatus: "pending" | "delivered" | "undelivered";
        DiscoveredAccess: {
            /** @description Null once that of the record which supersedes it is kept no more. */
            mpxn: components["schemas"]["Mpxn"] | null;
            /** @example Quiet Meter Ltd */
            "organisation-name": string;
            /** @example QM-77 */
            "organisation-reference": string;
            /**
             * Format: date
             * @example 2024-05-01
             */
            "first-seen": string;
            /**
             * Format: date
             * @example 2024-05-01
             */
            "last-seen": string;
            /**
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types-observed": components["schemas"]["DataType"][];
            /** @example DCC-2026-004711 */
            "source-reference": string;
            /**
             * @description The record by which the organisation registered the access since; null: it has not. Others than its owner, portals and the operator see its alias.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            "superseded-by": string | null;
        };
        Error: {
            response: components["schemas"]["ResponseInfo"];
            /** @description Every fault at once; of more than a hundred the last entry tells how many more. */
            errors: {
                /** @example VAL001 */
                "error-code": string;
                /** @example email: must be one plain e-mail address */
                message: string;
                /**
                 * @description The field at fault, as `pii-principal.mpxn` or `processing.data-types[0]`.
                 * @example email
                 */
                field?: string;
            }[];
        };
        IdentityRecord: {
            /**
             * @description The Identity Record.
             * @example ir_4f9d02c7a1b86e35d2f07c94
             */
            ir: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
            /** @description The person; null once the record is anonymised. */
            "pii-principal": {
                mpxn: components["schemas"]["Mpxn"];
                /**
                 * Format: date
                 * @example 2024-05-01
                 */
                "move-in-date": string;
                address?: components["schemas"]["Address"];
            } | null;
            /** @description Null once the record is anonymised. */
            "expressed-by": ("data-subject" | "authorised-representative") | null;
            /** @description Null where none was given, and once the record is anonymised. */
            "principal-verification": components["schemas"]["PrincipalVerification"] | null;
            /**
             * @description Whether an e-mail address is stored. The address itself is never given out.
             * @example true
             */
            "has-email": boolean;
            /** @description Passkeys of this person, oldest first. */
            credentials: components["schemas"]["Credential"][];
            /**
             * @description When the record was anonymised; null: it was not.
             * @example null
             */
            "anonymised-at": string | null;
        };
        /**
         * @description `uk-consent` and `uk-explicit-consent` are the consent bases: they need `notice` and `access-event.consent`, for `uk-explicit-consent` of type `explicit-consent`. With every other basis both are null.
         * @enum {string}
         */
        LegalBasis: "uk-consent" | "uk-explicit-consent" | "uk-legitimate-interests" | "uk-public-task" | "uk-legal-obligation" | "uk-contract";
        ListedMetadata: {
            /**
             * @description As `ak` of the entry: the key, or its alias.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            "record-identifier": string;
            /**
             * Format: date-time
             * @description When it was registered.
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
            /**
             * @description The version of the record’s form that the Data User goes by.
             * @example 1.0
             */
            "schema-version": string;
            "controller-arrangement": components["schemas"]["ControllerArrangement"];
            /**
             * @description The caller’s own Identity Record. Null on a record that was linked by a token.
             * @example ir_4f9d02c7a1b86e35d2f07c94
             */
            "identity-record-ref": string | null;
        };
        MagicLinkDispatch: {
            /**
             * @description The address of the mail, masked.
             * @example c*****r@example.com
             */
            "dispatched-to": string;
            /**
             * Format: date-time
             * @description Until when the customer can answer.
             * @example 2026-11-02T09:30:00Z
             */
            "expires-at": string;
            /**
             * @description The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.
             * @example mlr_4f9d02c7a1b86e35d2f07c94
             */
            "token-ref": string;
            /**
             * @description Where the press on the link leads back to; null: nowhere.
             * @example https://northwind.example/welcome-back
             */
            "redirect-url": string | null;
        };
        /**
         * @example {
         *       "ak": "ak_4f9d02c7a1b86e35d2f07c94",
         *       "lead-controller-name": "Northwind Energy",
         *       "arrangement-type": "sole",
         *       "controller-count": 1,
         *       "record-metadata": {
         *         "schema-version": "1.0",
         *         "controller-arrangement": {
         *           "arrangement-type": "sole",
         *           "art26-reference": null,
         *           "controllers": [
         *             {
         *               "name": "Northwind Energy",
         *               "role": "sole",
         *               "contact-url": "https://northwind.example/contact",
         *               "address": {
         *                 "addressLine1": "1 High Street",
         *                 "addressLine2": null,
         *                 "townCity": "Cardiff",
         *                 "county": null,
         *                 "postcode": "CF10 1AA"
         *               },
         *               "privacy-rights-url": "https://northwind.example/privacy",
         *               "lia-reference": null,
         *               "statutory-reference": null,
         *               "storage-conditions": {
         *                 "location": "United Kingdom",
         *                 "retention-period": "P2Y"
         *               }
         *             }
         *           ]
         *         },
         *         "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
         *         "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
         *         "created-at": "2026-11-02T09:30:01.114Z"
         *       },
         *       "legal-basis": "uk-consent",
         *       "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
         *       "data-types": [
         *         "HH-CONSUMPTION",
         *         "TARIFF-IMPORT"
         *       ],
         *       "state": "ACTIVE",
         *       "expiry": "2027-11-02T09:30:00Z",
         *       "registered-at": "2026-11-02T09:30:00Z",
         *       "customer-confirmation": null,
         *       "discovered-access": null
         *     }
         */
        MeterPointEntry: {
            /**
             * @description The access key; of another organisation’s record a stable alias, which verifies as 404.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            ak: string;
            /**
             * @description Null where the state is DISCOVERED.
             * @example Northwind Energy
             */
            "lead-controller-name": string | null;
            /** @description Null where the state is DISCOVERED. */
            "arrangement-type": ("sole" | "joint" | "group") | null;
            /**
             * @description Null where the state is DISCOVERED.
             * @example 1
             */
            "controller-count": number | null;
            /** @description Null where the state is DISCOVERED. */
            "record-metadata": components["schemas"]["ListedMetadata"] | null;
            /** @description Null where the state is DISCOVERED. */
            "legal-basis": components["schemas"]["LegalBasis"] | null;
            /**
             * @description Null where the state is DISCOVERED.
             * @example Showing you your half-hourly use and finding a tariff that suits it
             */
            purpose: string | null;
            /**
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            state: components["schemas"]["AccessState"];
            /** @example 2026-11-02T09:30:00Z */
            expiry: string | null;
            /**
             * Format: date-time
             * @description Of a discovered access 00:00 UTC of the day on which it was first seen.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * Format: date-time
             * @description When it was revoked, if it was.
             * @example 2026-12-01T08:00:00.000Z
             */
            "revoked-at"?: string;
            /**
             * @description That the customer confirmed; null: the record was registered without it.
             * @example null
             */
            "customer-confirmation": components["schemas"]["CustomerConfirmation"] | null;
            /**
             * @description What the DCC saw, where the state is DISCOVERED; else null.
             * @example null
             */
            "discovered-access": components["schemas"]["DiscoveredAccess"] | null;
        };
        /**
         * @description A meter point in its normal form: an MPAN (electricity) or an MPRN (gas).
         * @example 1200023305967
         */
        Mpxn: string;
        /**
         * @description A meter point: an MPAN (electricity) or an MPRN (gas). Spaces and lower case are accepted; without spaces and in upper case it must be 6 to 10 digits, or two characters (digits, or letters but I, O and Q) and 8 to 11 digits.
         * @example 1200023305967
         */
        MpxnSpelling: string;
        /** @description What the customer was told: `shared-notice` or `notices`, exactly one of them. */
        Notice: {
            /** @description One notice for all. */
            "shared-notice": {
                /**
                 * @description What the customer was shown. Checked for form, never fetched.
                 * @example https://northwind.example/terms
                 */
                "terms-url": string;
                /** @example 2026-11 */
                "notice-version": string;
                /** @example en */
                "notice-language"?: string;
            } | null;
            /** @description A notice of each controller; every controller is named. */
            notices: {
                /** @example Northwind Energy */
                "controller-name": string;
                /**
                 * @description What the customer was shown. Checked for form, never fetched.
                 * @example https://northwind.example/terms
                 */
                "terms-url": string;
                /** @example 2026-11 */
                "notice-version": string;
                /** @example en */
                "notice-language"?: string;
            }[] | null;
        };
        /** @description What the customer was told: `shared-notice` or `notices`, exactly one of them. */
        NoticeInput: {
            /** @description One notice for all. */
            "shared-notice"?: {
                /**
                 * @description What the customer was shown. Checked for form, never fetched.
                 * @example https://northwind.example/terms
                 */
                "terms-url": string;
                /** @example 2026-11 */
                "notice-version": string;
                /** @example en */
                "notice-language"?: string | "" | null;
            } | null;
            /** @description A notice of each controller; every controller is named. */
            notices?: {
                /** @example Northwind Energy */
                "controller-name": string;
                /**
                 * @description What the customer was shown. Checked for form, never fetched.
                 * @example https://northwind.example/terms
                 */
                "terms-url": string;
                /** @example 2026-11 */
                "notice-version": string;
                /** @example en */
                "notice-language"?: string | "" | null;
            }[] | null;
        };
        OperatorAccount: {
            /**
             * @description The name under which the account asks for tokens.
             * @example northwind-energy
             */
            "account-id": string;
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /**
             * @description The name that customers read.
             * @example Northwind Energy
             */
            "display-name": string;
            role: components["schemas"]["Role"];
            status: components["schemas"]["AccountStatus"];
            /**
             * @description Where customers reach the organisation.
             * @example https://northwind.example/contact
             */
            "contact-url"?: string;
            /**
             * Format: date-time
             * @description When the account was created.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * @description Where customers may be sent back to.
             * @example [
             *       "https://northwind.example/welcome-back"
             *     ]
             */
            "redirect-urls": string[];
            /**
             * @description The kinds of data it deals in.
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            /**
             * @description By which the DCC’s reports name the organisation.
             * @example NWE-001
             */
            "organisation-reference"?: string;
            /**
             * @description Whether its `uk-public-task` and `uk-legal-obligation` records reach beyond an occupancy.
             * @example false
             */
            statutory: boolean;
            /**
             * @description Requests for release decisions that it may send in a minute.
             * @example 60000
             */
            "decisions-per-minute": number;
            /**
             * @description When its latest suspension began, also after that has ended; null: there was none.
             * @example null
             */
            "suspended-at": string | null;
        };
        OperatorWebhook: {
            /** @example wid_4f9d02c7a1b86e35d2f07c94 */
            wid: string;
            /**
             * @description As it was given.
             * @example https://northwind.example/webhooks/register
             */
            "callback-url": string;
            /**
             * @description How many days before a consent ends `consent.expiring` is sent.
             * @example 30
             */
            "notify-days-before": number;
            /**
             * @description Which events are sent.
             * @example [
             *       "consent.withdrawal",
             *       "consent.expiring",
             *       "tenancy.change"
             *     ]
             */
            "event-types": ("consent.withdrawal" | "consent.expiring" | "tenancy.change" | "credential.registered")[];
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
            /**
             * @description False: nothing is sent to it.
             * @example true
             */
            active: boolean;
            /**
             * @description The name under which the account asks for tokens.
             * @example northwind-energy
             */
            "account-id": string;
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /** @example Northwind Energy */
            "display-name": string;
            /**
             * Format: date-time
             * @description The first failure since the last success.
             * @example 2026-11-02T09:30:00.000Z
             */
            "failing-since"?: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00.000Z
             */
            "disabled-at"?: string;
            /**
             * @description Its owner, five days of failures, an answer 410, the end of the account, or the operator; left out while it is active.
             * @example failing
             * @enum {string}
             */
            "disabled-reason"?: "owner" | "failing" | "gone" | "terminated" | "operator";
            /** @example 0 */
            "pending-deliveries": number;
        };
        PasskeyCeremony: {
            /**
             * @description Send the customer’s browser here. It serves this one ceremony.
             * @example https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94
             */
            "redirect-url": string;
            /**
             * @description The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.
             * @example mlr_4f9d02c7a1b86e35d2f07c94
             */
            "token-ref": string;
            /**
             * Format: date-time
             * @description Until when the customer can answer.
             * @example 2026-11-02T09:30:00Z
             */
            "expires-at": string;
            /**
             * @description Where the customer is sent back to; null: nowhere.
             * @example https://northwind.example/welcome-back
             */
            "return-url": string | null;
        };
        /** @description How the Data User made sure who the person is. */
        PrincipalVerification: {
            /**
             * @description How it was checked.
             * @example document check
             */
            method: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "verified-at": string;
            /** @enum {string} */
            outcome: "verified" | "failed" | "partial";
            /**
             * @description The caller’s own reference.
             * @example case 4711
             */
            reference?: string;
            /**
             * @description What the person showed, redacted. A run of 8 or more digits (spaces, dots and dashes between them dropped) is refused with VAL004, unless it is the record’s own MPxN or an ISO date or time.
             * @example a driving licence
             */
            submitted?: string;
            /** @example the issuing agency */
            "verified-against"?: string;
            /**
             * @description Anything else worth keeping, redacted; at most 8 KiB. A run of 13 to 19 digits that passes Luhn (spaces, dots and dashes between them dropped) is refused with VAL004, and so is any run of 8 or more under a key that speaks of a card, an account, a sort code, an IBAN or a pan.
             * @example {
             *       "document": "driving licence",
             *       "score": 97
             *     }
             */
            detail?: Record<string, never>;
        };
        /** @description How the Data User made sure who the person is. */
        PrincipalVerificationInput: {
            /**
             * @description How it was checked.
             * @example document check
             */
            method: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "verified-at": string;
            /** @enum {string} */
            outcome: "verified" | "failed" | "partial";
            /**
             * @description The caller’s own reference.
             * @example case 4711
             */
            reference?: string | "" | null;
            /**
             * @description What the person showed, redacted. A run of 8 or more digits (spaces, dots and dashes between them dropped) is refused with VAL004, unless it is the record’s own MPxN or an ISO date or time.
             * @example a driving licence
             */
            submitted?: string | "" | null;
            /** @example the issuing agency */
            "verified-against"?: string | "" | null;
            /**
             * @description Anything else worth keeping, redacted; at most 8 KiB. A run of 13 to 19 digits that passes Luhn (spaces, dots and dashes between them dropped) is refused with VAL004, and so is any run of 8 or more under a key that speaks of a card, an account, a sort code, an IBAN or a pan.
             * @example {
             *       "document": "driving licence",
             *       "score": 97
             *     }
             */
            detail?: Record<string, never> | null;
        };
        ProcessingInput: {
            "legal-basis": components["schemas"]["LegalBasis"];
            /**
             * @description What the data is for, in words that customers understand.
             * @example Showing you your half-hourly use and finding a tariff that suits it
             */
            purpose: string;
            /**
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            /** @example smart meter */
            "data-source"?: string | "" | null;
            /** @description Who else receives the data. */
            recipients?: {
                /** @example Brightmeter */
                name: string;
                /** @example processor */
                role: string;
                /** @example https://brightmeter.example/privacy */
                "privacy-url"?: string | "" | null;
            }[] | null;
            /** @description Read-only: set by the register, ignored when it is sent back. */
            readonly jurisdiction?: unknown;
        };
        /**
         * @example {
         *       "legal-basis": "uk-consent",
         *       "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
         *       "data-types": [
         *         "HH-CONSUMPTION",
         *         "TARIFF-IMPORT"
         *       ],
         *       "expiry": "2099-11-02T09:30:00.000Z",
         *       "controllers": [
         *         {
         *           "name": "Northwind Energy",
         *           "role": "sole",
         *           "contact-url": "https://northwind.example/contact"
         *         }
         *       ],
         *       "notice": {
         *         "shared-notice": {
         *           "terms-url": "https://northwind.example/terms",
         *           "notice-version": "2026-11",
         *           "notice-language": "en"
         *         }
         *       }
         *     }
         */
        Proposal: {
            "legal-basis": components["schemas"]["LegalBasis"];
            /**
             * @description What the data is for, in words that customers understand.
             * @example Showing you your half-hourly use and finding a tariff that suits it
             */
            purpose: string;
            /**
             * @description Sorted.
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            /**
             * @description In UTC with milliseconds; null: no end.
             * @example 2026-11-02T09:30:00Z
             */
            expiry: string | null;
            controllers: components["schemas"]["ProposedController"][];
            /** @description Sorted. */
            recipients?: {
                /** @example Brightmeter */
                name: string;
                /** @example processor */
                role: string;
                /** @example https://brightmeter.example/privacy */
                "privacy-url"?: string;
            }[];
            /** @description With the consent bases. */
            notice?: {
                "shared-notice"?: {
                    /**
                     * @description What the customer was shown. Checked for form, never fetched.
                     * @example https://northwind.example/terms
                     */
                    "terms-url": string;
                    /** @example 2026-11 */
                    "notice-version": string;
                    /** @example en */
                    "notice-language"?: string;
                };
                notices?: {
                    /** @example Northwind Energy */
                    "controller-name": string;
                    /**
                     * @description What the customer was shown. Checked for form, never fetched.
                     * @example https://northwind.example/terms
                     */
                    "terms-url": string;
                    /** @example 2026-11 */
                    "notice-version": string;
                    /** @example en */
                    "notice-language"?: string;
                }[];
            };
            /**
             * @description With every other basis.
             * @example https://northwind.example/contact
             */
            "terms-url"?: string;
        };
        /**
         * @description The access that is to be registered afterwards. The customer is shown it whole, and the confirmation is bound to it. At most 32 KiB.
         * @example {
         *       "legal-basis": "uk-consent",
         *       "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
         *       "data-types": [
         *         "HH-CONSUMPTION",
         *         "TARIFF-IMPORT"
         *       ],
         *       "expiry": "2099-11-02T09:30:00.000Z",
         *       "controllers": [
         *         {
         *           "name": "Northwind Energy",
         *           "role": "sole",
         *           "contact-url": "https://northwind.example/contact"
         *         }
         *       ],
         *       "notice": {
         *         "shared-notice": {
         *           "terms-url": "https://northwind.example/terms",
         *           "notice-version": "2026-11",
         *           "notice-language": "en"
         *         }
         *       }
         *     }
         */
        ProposedAccessInput: {
            "legal-basis": components["schemas"]["LegalBasis"];
            /**
             * @description What the data is for, in words that customers understand.
             * @example Showing you your half-hourly use and finding a tariff that suits it
             */
            purpose: string;
            /**
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            /**
             * @description When the access would end; null: no end.
             * @example 2026-11-02T09:30:00Z
             */
            expiry: string | null;
            /** @description Who would have the data: one `sole`, one `lead` with `joint` ones, or one `lead` with `member`s. */
            controllers: components["schemas"]["ControllerInput"][];
            /** @description Who else receives the data. */
            recipients?: {
                /** @example Brightmeter */
                name: string;
                /** @example processor */
                role: string;
                /** @example https://brightmeter.example/privacy */
                "privacy-url"?: string | "" | null;
            }[] | null;
            /** @description With the consent bases; else null. */
            notice?: components["schemas"]["NoticeInput"] | null;
            /**
             * @description With every other basis: where the terms stand.
             * @example https://northwind.example/terms
             */
            "terms-url"?: string | "" | null;
        };
        /** @description A controller, without what was not given. */
        ProposedController: {
            /** @example Northwind Energy */
            name: string;
            /**
             * @description Its part in the arrangement; see `arrangement-type`.
             * @enum {string}
             */
            role: "sole" | "lead" | "joint" | "member";
            /**
             * @description Where customers reach it.
             * @example https://northwind.example/contact
             */
            "contact-url": string;
            address?: {
                /** @example 14 Chapel Street */
                addressLine1: string;
                addressLine2?: string;
                /** @example Llandudno */
                townCity: string;
                county?: string;
                /** @example LL30 2SY */
                postcode: string;
            };
            /** @example https://northwind.example/contact */
            "privacy-rights-url"?: string;
            "lia-reference"?: string;
            "statutory-reference"?: string;
            "storage-conditions"?: {
                location: string;
                "retention-period": string;
            };
        };
        /**
         * @example {
         *       "ak": "ak_4f9d02c7a1b86e35d2f07c94",
         *       "lead-controller-name": "Northwind Energy",
         *       "arrangement-type": "sole",
         *       "controller-count": 1,
         *       "record-metadata": {
         *         "schema-version": "1.0",
         *         "controller-arrangement": {
         *           "arrangement-type": "sole",
         *           "art26-reference": null,
         *           "controllers": [
         *             {
         *               "name": "Northwind Energy",
         *               "role": "sole",
         *               "contact-url": "https://northwind.example/contact",
         *               "address": {
         *                 "addressLine1": "1 High Street",
         *                 "addressLine2": null,
         *                 "townCity": "Cardiff",
         *                 "county": null,
         *                 "postcode": "CF10 1AA"
         *               },
         *               "privacy-rights-url": "https://northwind.example/privacy",
         *               "lia-reference": null,
         *               "statutory-reference": null,
         *               "storage-conditions": {
         *                 "location": "United Kingdom",
         *                 "retention-period": "P2Y"
         *               }
         *             }
         *           ]
         *         },
         *         "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
         *         "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
         *         "created-at": "2026-11-02T09:30:01.114Z"
         *       },
         *       "legal-basis": "uk-consent",
         *       "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
         *       "data-types": [
         *         "HH-CONSUMPTION",
         *         "TARIFF-IMPORT"
         *       ],
         *       "state": "ACTIVE",
         *       "expiry": "2027-11-02T09:30:00Z",
         *       "registered-at": "2026-11-02T09:30:00Z",
         *       "customer-confirmation": null,
         *       "discovered-access": null,
         *       "duid": "duid_4f9d02c7a1b86e35d2f07c94",
         *       "mpxn": "1200023305967",
         *       "created-at": "2026-11-02T09:30:01.114Z"
         *     }
         */
        RecordEntry: {
            /**
             * @description The access key; of another organisation’s record a stable alias, which verifies as 404.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            ak: string;
            /**
             * @description Null where the state is DISCOVERED.
             * @example Northwind Energy
             */
            "lead-controller-name": string | null;
            /** @description Null where the state is DISCOVERED. */
            "arrangement-type": ("sole" | "joint" | "group") | null;
            /**
             * @description Null where the state is DISCOVERED.
             * @example 1
             */
            "controller-count": number | null;
            /** @description Null where the state is DISCOVERED. */
            "record-metadata": components["schemas"]["ListedMetadata"] | null;
            /** @description Null where the state is DISCOVERED. */
            "legal-basis": components["schemas"]["LegalBasis"] | null;
            /**
             * @description Null where the state is DISCOVERED.
             * @example Showing you your half-hourly use and finding a tariff that suits it
             */
            purpose: string | null;
            /**
             * @example [
             *       "HH-CONSUMPTION",
             *       "TARIFF-IMPORT"
             *     ]
             */
            "data-types": components["schemas"]["DataType"][];
            state: components["schemas"]["AccessState"];
            /** @example 2026-11-02T09:30:00Z */
            expiry: string | null;
            /**
             * Format: date-time
             * @description Of a discovered access 00:00 UTC of the day on which it was first seen.
             * @example 2026-11-02T09:30:00Z
             */
            "registered-at": string;
            /**
             * Format: date-time
             * @description When it was revoked, if it was.
             * @example 2026-12-01T08:00:00.000Z
             */
            "revoked-at"?: string;
            /**
             * @description That the customer confirmed; null: the record was registered without it.
             * @example null
             */
            "customer-confirmation": components["schemas"]["CustomerConfirmation"] | null;
            /**
             * @description What the DCC saw, where the state is DISCOVERED; else null.
             * @example null
             */
            "discovered-access": components["schemas"]["DiscoveredAccess"] | null;
            /**
             * @description The organisation’s id in the register.
             * @example duid_4f9d02c7a1b86e35d2f07c94
             */
            duid: string;
            /** @description Null of a record that ended so long ago that it is kept no more. */
            mpxn: components["schemas"]["Mpxn"] | null;
            /**
             * Format: date-time
             * @description When it was registered.
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
        };
        RecordMetadataInput: {
            /** @description Read-only: set by the register, ignored when it is sent back. */
            readonly "record-identifier"?: unknown;
            /** @description Read-only: set by the register, ignored when it is sent back. */
            readonly "created-at"?: unknown;
            /**
             * @description The version of the record’s form that the Data User goes by.
             * @example 1.0
             */
            "schema-version": string;
            "controller-arrangement": components["schemas"]["ControllerArrangementInput"];
            /**
             * @description The caller’s own Identity Record. Null on a record that was linked by a token.
             * @example ir_4f9d02c7a1b86e35d2f07c94
             */
            "identity-record-ref"?: string | null | "";
        };
        /**
         * @description How the customer proves to be the person of the Identity Record: a mailed link, the passkey they have, or a passkey that they enrol now.
         * @enum {string}
         */
        ReidentificationMethod: "magic-link" | "passkey-assert" | "passkey-register";
        /** @description About this answer itself. */
        ResponseInfo: {
            /**
             * @description The path of the request, with its query where that identifies the result.
             * @example /v1/self
             */
            resource: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00.000Z
             */
            timestamp: string;
            /**
             * @description Name it when you ask us about this request. Also in the header `X-Transaction-Id`.
             * @example tid_4f9d02c7a1b86e35d2f07c94
             */
            "transaction-id": string;
        };
        /** @enum {string} */
        RevocationReason: "customer-request" | "contract-ended" | "lia-lapsed" | "statutory-authority-lapsed" | "data-no-longer-required" | "other";
        /**
         * @description What an account is to the register, and so which calls it may make.
         * @enum {string}
         */
        Role: "data_user" | "data_provider" | "dcc" | "portal" | "admin";
        /** @description Of a discovered organisation the name only. */
        StoredController: {
            /** @example Northwind Energy */
            name: string;
            /**
             * @description Its part in the arrangement; see `arrangement-type`.
             * @enum {string}
             */
            role: "sole" | "lead" | "joint" | "member";
            /**
             * @description Where customers reach it.
             * @example https://northwind.example/contact
             */
            "contact-url"?: string;
            /** @description Where it is. */
            address?: components["schemas"]["Address"];
            /**
             * @description Where customers use their privacy rights.
             * @example https://northwind.example/privacy
             */
            "privacy-rights-url"?: string;
            /**
             * @description Its legitimate interests assessment.
             * @example LIA-7
             */
            "lia-reference"?: string | null;
            /**
             * @description The law that its task or duty rests on.
             * @example Electricity Act 1989, section 5
             */
            "statutory-reference"?: string | null;
            "storage-conditions"?: {
                /**
                 * @description Where data is kept.
                 * @example United Kingdom
                 */
                location: string;
                /**
                 * @description How long, as an ISO 8601 duration.
                 * @example P2Y
                 */
                "retention-period": string;
            } | null;
        };
        TenancyChange: {
            mpxn: components["schemas"]["Mpxn"];
            /**
             * Format: date
             * @example 2024-05-01
             */
            "effective-date": string;
            /** @example DCC-2026-004711 */
            "source-reference": string;
            /** @description The Data User’s own records there that were ACTIVE at the report. */
            "affected-aks": string[];
            /**
             * @description The DCC took this change back: it counts as never in effect.
             * @constant
             */
            withdrawn?: true;
        };
        VerifiedMetadata: {
            /**
             * @description The access key.
             * @example ak_4f9d02c7a1b86e35d2f07c94
             */
            "record-identifier": string;
            /**
             * Format: date-time
             * @description When it was registered.
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
            /**
             * @description The version of the record’s form that the Data User goes by.
             * @example 1.0
             */
            "schema-version": string;
            "controller-arrangement": {
                /**
                 * @description `sole`: exactly one controller, of role `sole`. `joint`: at least two, one `lead`, the rest `joint`, with an `art26-reference`. `group`: one `lead`, the rest `member`, at least one. Only `joint` has an `art26-reference`.
                 * @enum {string}
                 */
                "arrangement-type": "sole" | "joint" | "group";
                /**
                 * @description The arrangement of UK GDPR Article 26; required for `joint`, else null.
                 * @example Arrangement of 1 May 2026
                 */
                "art26-reference": string | null;
                controllers: components["schemas"]["StoredController"][];
            };
            /**
             * @description The caller’s own Identity Record. Null on a record that was linked by a token.
             * @example ir_4f9d02c7a1b86e35d2f07c94
             */
            "identity-record-ref": string | null;
        };
        Webhook: {
            /** @example wid_4f9d02c7a1b86e35d2f07c94 */
            wid: string;
            /**
             * @description As it was given.
             * @example https://northwind.example/webhooks/register
             */
            "callback-url": string;
            /**
             * @description How many days before a consent ends `consent.expiring` is sent.
             * @example 30
             */
            "notify-days-before": number;
            /**
             * @description Which events are sent.
             * @example [
             *       "consent.withdrawal",
             *       "consent.expiring",
             *       "tenancy.change"
             *     ]
             */
            "event-types": ("consent.withdrawal" | "consent.expiring" | "tenancy.change" | "credential.registered")[];
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00Z
             */
            "created-at": string;
            /**
             * @description False: nothing is sent to it.
             * @example true
             */
            active: boolean;
            /**
             * @description Who is told when events stay undelivered or the webhook is disabled.
             * @example ops@northwind.example
             */
            "alert-email": string;
        };
        WebhookTest: {
            /** @example This is a test. */
            message: string;
        };
    };
    responses: {
        /** @description The request is wrong; every field at fault is named. VAL004: verification evidence holds a card or account number. */
        Invalid: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description AUTH001: no bearer token was sent. AUTH002: it is invalid or has expired. */
        NoBearer: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description AUTH004: no or malformed Basic credentials. AUTH005: wrong ones, whether or not the account exists. */
        NoCredentials: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description AUTH003: the account’s role, or the ownership of a token-ref, does not allow it. AUTH006: the account is suspended or terminated. */
        Forbidden: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The account is suspended or terminated. */
        Suspended: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Unknown, or another organisation’s: the two look the same. */
        NotFound: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The state of things does not allow it; or the `Idempotency-Key` was used for another request, or its first request is still running (then with `Retry-After`). */
        Conflict: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than 256 KiB. */
        TooLarge: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not `application/json`. */
        NotJson: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description VAL002: no e-mail is stored on the record; or a token-ref is not confirmed yet, declined, expired or too old. VAL003: no passkey is registered on it. */
        Unavailable: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A limit is reached. Wait as long as `Retry-After` says. */
        TooMany: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong in the register. */
        Unexpected: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The register cannot answer just now. Try again as `Retry-After` says. */
        Down: {
            headers: {
                "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
         * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
         */
        "Idempotency-Key": string;
    };
    requestBodies: never;
    headers: {
        /** @description Name it when you ask us about this request. */
        "X-Transaction-Id": string;
        /** @description The path of what was created, where it can be read. */
        Location: string;
        /** @description How long to wait before the next try, in seconds. */
        "Retry-After": number;
        /** @description What is left of the limit (`r`) and the seconds until it is whole again (`t`). */
        RateLimit: string;
        /** @description The limit: how many (`q`) in how many seconds (`w`). */
        "RateLimit-Policy": string;
        /** @description The kind of credential that is asked for. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "post-access-records": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record-metadata": {
                 *         "schema-version": "1.0",
                 *         "controller-arrangement": {
                 *           "arrangement-type": "sole",
                 *           "art26-reference": null,
                 *           "controllers": [
                 *             {
                 *               "name": "Northwind Energy",
                 *               "role": "sole",
                 *               "contact-url": "https://northwind.example/contact",
                 *               "address": {
                 *                 "addressLine1": "1 High Street",
                 *                 "addressLine2": null,
                 *                 "townCity": "Cardiff",
                 *                 "county": null,
                 *                 "postcode": "CF10 1AA"
                 *               },
                 *               "privacy-rights-url": "https://northwind.example/privacy",
                 *               "lia-reference": null,
                 *               "statutory-reference": null,
                 *               "storage-conditions": {
                 *                 "location": "United Kingdom",
                 *                 "retention-period": "P2Y"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94"
                 *       },
                 *       "notice": {
                 *         "shared-notice": {
                 *           "terms-url": "https://northwind.example/terms",
                 *           "notice-version": "2026-11",
                 *           "notice-language": "en"
                 *         },
                 *         "notices": null
                 *       },
                 *       "processing": {
                 *         "legal-basis": "uk-consent",
                 *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                 *         "data-types": [
                 *           "HH-CONSUMPTION",
                 *           "TARIFF-IMPORT"
                 *         ],
                 *         "data-source": "smart meter"
                 *       },
                 *       "access-event": {
                 *         "state": "ACTIVE",
                 *         "registered-at": "2026-11-02T09:30:00Z",
                 *         "expiry": "2027-11-02T09:30:00Z",
                 *         "controller-reference": "CRM-4711",
                 *         "consent": {
                 *           "consent-type": "expressed-consent",
                 *           "method": "button on our website"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly duid?: unknown;
                    "record-metadata": components["schemas"]["RecordMetadataInput"];
                    notice?: components["schemas"]["NoticeInput"] | null;
                    processing: components["schemas"]["ProcessingInput"];
                    "access-event": components["schemas"]["AccessEventInput"];
                    /**
                     * @description In place of `record-metadata.identity-record-ref`: a token-ref of `/identity-records/reidentify`, confirmed, unused and issued within the hour. It links the record to whom it proved, and is used up by that. One of the two is required, never both.
                     * @example mlr_4f9d02c7a1b86e35d2f07c94
                     */
                    "reidentification-token"?: string | null | "";
                    /**
                     * @description A token-ref of this account, started in either way on the linked Identity Record, confirmed, unused and issued within the hour. What it proposed holds the body. Never with a `reidentification-token`.
                     * @example mlr_4f9d02c7a1b86e35d2f07c94
                     */
                    "confirmation-token"?: string | null | "";
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "customer-confirmation"?: unknown;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "access-token": {
                     *         "key": "ak_4f9d02c7a1b86e35d2f07c94",
                     *         "expiry": "2027-11-02T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        "access-token": {
                            /**
                             * @description The access key: Data Providers verify it before they release data. Keep it secret.
                             * @example ak_4f9d02c7a1b86e35d2f07c94
                             */
                            key: string;
                            /**
                             * @description When the access ends; null: no end.
                             * @example 2027-11-02T09:30:00Z
                             */
                            expiry: string | null;
                        };
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-access-records-ak": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The access key of an access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records/ak_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "access-record": {
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "record-metadata": {
                     *           "schema-version": "1.0",
                     *           "controller-arrangement": {
                     *             "arrangement-type": "sole",
                     *             "art26-reference": null,
                     *             "controllers": [
                     *               {
                     *                 "name": "Northwind Energy",
                     *                 "role": "sole",
                     *                 "contact-url": "https://northwind.example/contact",
                     *                 "address": {
                     *                   "addressLine1": "1 High Street",
                     *                   "addressLine2": null,
                     *                   "townCity": "Cardiff",
                     *                   "county": null,
                     *                   "postcode": "CF10 1AA"
                     *                 },
                     *                 "privacy-rights-url": "https://northwind.example/privacy",
                     *                 "lia-reference": null,
                     *                 "statutory-reference": null,
                     *                 "storage-conditions": {
                     *                   "location": "United Kingdom",
                     *                   "retention-period": "P2Y"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
                     *           "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "created-at": "2026-11-02T09:30:01.114Z"
                     *         },
                     *         "notice": {
                     *           "shared-notice": {
                     *             "terms-url": "https://northwind.example/terms",
                     *             "notice-version": "2026-11",
                     *             "notice-language": "en"
                     *           },
                     *           "notices": null
                     *         },
                     *         "processing": {
                     *           "legal-basis": "uk-consent",
                     *           "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                     *           "data-types": [
                     *             "HH-CONSUMPTION",
                     *             "TARIFF-IMPORT"
                     *           ],
                     *           "data-source": "smart meter",
                     *           "jurisdiction": "GB"
                     *         },
                     *         "access-event": {
                     *           "state": "ACTIVE",
                     *           "registered-at": "2026-11-02T09:30:00Z",
                     *           "expiry": "2027-11-02T09:30:00Z",
                     *           "controller-reference": "CRM-4711",
                     *           "consent": {
                     *             "consent-type": "expressed-consent",
                     *             "method": "button on our website"
                     *           }
                     *         },
                     *         "customer-confirmation": {
                     *           "method": "passkey-assert",
                     *           "assurance": "proven",
                     *           "confirmed-at": "2026-11-02T09:29:40.251Z",
                     *           "bound": true,
                     *           "proposal-digest": "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        "access-record": components["schemas"]["AccessRecord"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            404: components["responses"]["NotFound"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "put-access-records-ak": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The access key of an access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record-metadata": {
                 *         "schema-version": "1.0",
                 *         "controller-arrangement": {
                 *           "arrangement-type": "sole",
                 *           "art26-reference": null,
                 *           "controllers": [
                 *             {
                 *               "name": "Northwind Energy",
                 *               "role": "sole",
                 *               "contact-url": "https://northwind.example/contact",
                 *               "address": {
                 *                 "addressLine1": "1 High Street",
                 *                 "addressLine2": null,
                 *                 "townCity": "Cardiff",
                 *                 "county": null,
                 *                 "postcode": "CF10 1AA"
                 *               },
                 *               "privacy-rights-url": "https://northwind.example/privacy",
                 *               "lia-reference": null,
                 *               "statutory-reference": null,
                 *               "storage-conditions": {
                 *                 "location": "United Kingdom",
                 *                 "retention-period": "P2Y"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94"
                 *       },
                 *       "notice": {
                 *         "shared-notice": {
                 *           "terms-url": "https://northwind.example/terms",
                 *           "notice-version": "2026-11",
                 *           "notice-language": "en"
                 *         },
                 *         "notices": null
                 *       },
                 *       "processing": {
                 *         "legal-basis": "uk-consent",
                 *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                 *         "data-types": [
                 *           "HH-CONSUMPTION",
                 *           "TARIFF-IMPORT"
                 *         ],
                 *         "data-source": "smart meter"
                 *       },
                 *       "access-event": {
                 *         "state": "ACTIVE",
                 *         "registered-at": "2026-11-02T09:30:00Z",
                 *         "expiry": "2028-11-02T09:30:00Z",
                 *         "controller-reference": "CRM-4711",
                 *         "consent": {
                 *           "consent-type": "expressed-consent",
                 *           "method": "button on our website"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly duid?: unknown;
                    "record-metadata": components["schemas"]["RecordMetadataInput"];
                    notice?: components["schemas"]["NoticeInput"] | null;
                    processing: components["schemas"]["ProcessingInput"];
                    "access-event": components["schemas"]["AccessEventInput"];
                    "reidentification-token"?: "" | null | "";
                    /**
                     * @description A token-ref of this account, started in either way on the linked Identity Record, confirmed, unused and issued within the hour. What it proposed holds the body. Never with a `reidentification-token`.
                     * @example mlr_4f9d02c7a1b86e35d2f07c94
                     */
                    "confirmation-token"?: string | null | "";
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "customer-confirmation"?: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records/ak_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "access-token": {
                     *         "key": "ak_4f9d02c7a1b86e35d2f07c94",
                     *         "expiry": "2027-11-02T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        "access-token": {
                            /**
                             * @description The access key: Data Providers verify it before they release data. Keep it secret.
                             * @example ak_4f9d02c7a1b86e35d2f07c94
                             */
                            key: string;
                            /**
                             * @description When the access ends; null: no end.
                             * @example 2027-11-02T09:30:00Z
                             */
                            expiry: string | null;
                        };
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "delete-access-records-ak": {
        parameters: {
            query?: {
                /**
                 * @description Why; without one the `consent.withdrawal` event has none.
                 * @example customer-request
                 */
                reason?: components["schemas"]["RevocationReason"];
                /**
                 * @description The token-ref by which the customer proved themselves to this portal, issued within the hour. Without it the one that this portal consumed last for a list of the meter point.
                 * @example mlr_4f9d02c7a1b86e35d2f07c94
                 */
                "reidentification-token"?: string;
            };
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The access key of an access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records/ak_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *       "revoked-at": "2026-11-02T09:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /** @example ak_4f9d02c7a1b86e35d2f07c94 */
                        ak: string;
                        /**
                         * Format: date-time
                         * @description When it was revoked, the first time.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "revoked-at": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-access-records-ak-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The access key of an access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records/ak_4f9d02c7a1b86e35d2f07c94/receipt",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "receipt": "eyJhbGciOiJFUzI1NiIsImtpZCI6IjRmOWQwMmM3YTFiOCIsInR5cCI6ImRhci1yZWNlaXB0K2p3dCJ9.eyJyZWNvcmQiOnt9fQ.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *       "digest": "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description A compact JWS (`typ` `dar-receipt+jwt`, ES256) that states how the record stood when it was issued. Anybody can check it at `/receipts/check`, or by the keys of `/.well-known/jwks.json`.
                         * @example eyJhbGciOiJFUzI1NiIsImtpZCI6IjRmOWQwMmM3YTFiOCIsInR5cCI6ImRhci1yZWNlaXB0K2p3dCJ9.eyJyZWNvcmQiOnt9fQ.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                         */
                        receipt: string;
                        /**
                         * @description SHA-256, base64url, of its header and claims as they are signed: what the audit keeps.
                         * @example n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg
                         */
                        digest: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-access-records-ak-releases": {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The access key of an access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/access-records/ak_4f9d02c7a1b86e35d2f07c94/releases",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "days": [
                     *         {
                     *           "day": "2024-05-01",
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "permitted": 48,
                     *           "refused": 48
                     *         }
                     *       ],
                     *       "next-cursor": "WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ"
                     *     }
                     */
                    "application/json": {
                        days: {
                            /**
                             * Format: date
                             * @description The day in Great Britain on which it was asked.
                             * @example 2024-05-01
                             */
                            day: string;
                            /**
                             * @description The Data Provider that asked.
                             * @example duid_4f9d02c7a1b86e35d2f07c94
                             */
                            duid: string;
                            /**
                             * @description How often a release was permitted.
                             * @example 48
                             */
                            permitted: number;
                            /**
                             * @description How often one was refused.
                             * @example 48
                             */
                            refused: number;
                        }[];
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-admin-accounts": {
        parameters: {
            query?: {
                /**
                 * @description The start of an account id, a whole DUID, or a part of a display name.
                 * @example northwind
                 */
                q?: string;
                /**
                 * @description What an account is to the register, and so which calls it may make.
                 * @example data_user
                 */
                role?: components["schemas"]["Role"];
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before.
                 * @example gridline-data
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "accounts": [
                     *         {
                     *           "account-id": "northwind-energy",
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "display-name": "Northwind Energy",
                     *           "role": "data_user",
                     *           "status": "active",
                     *           "contact-url": "https://northwind.example/contact",
                     *           "registered-at": "2026-11-02T09:30:00Z",
                     *           "redirect-urls": [
                     *             "https://northwind.example/welcome-back"
                     *           ],
                     *           "data-types": [
                     *             "HH-CONSUMPTION",
                     *             "TARIFF-IMPORT"
                     *           ],
                     *           "organisation-reference": "NWE-001",
                     *           "statutory": false,
                     *           "decisions-per-minute": 60000,
                     *           "suspended-at": null
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next-cursor": null
                     *     }
                     */
                    "application/json": {
                        /** @description By account id. */
                        accounts: components["schemas"]["OperatorAccount"][];
                        /**
                         * @description How many accounts match in all.
                         * @example 1
                         */
                        total: number;
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example null
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-admin-accounts": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account-id": "northwind-energy",
                 *       "secret-key": "a-long-random-secret-of-your-own",
                 *       "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                 *       "role": "data_user",
                 *       "display-name": "Northwind Energy",
                 *       "contact-url": "https://northwind.example/contact",
                 *       "data-types": [
                 *         "HH-CONSUMPTION",
                 *         "TARIFF-IMPORT"
                 *       ],
                 *       "redirect-urls": [
                 *         "https://northwind.example/welcome-back"
                 *       ],
                 *       "organisation-reference": "NWE-001"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The name under which the account asks for tokens.
                     * @example northwind-energy
                     */
                    "account-id": string;
                    /**
                     * @description The secret of the account. Without one the register makes one and shows it once.
                     * @example a-long-random-secret-of-your-own
                     */
                    "secret-key"?: string | null | "";
                    /**
                     * @description The organisation’s id in the register.
                     * @example duid_4f9d02c7a1b86e35d2f07c94
                     */
                    duid?: string | null | "";
                    role: components["schemas"]["Role"];
                    /**
                     * @description The name that customers read.
                     * @example Northwind Energy
                     */
                    "display-name": string;
                    /**
                     * @description Where customers reach the organisation; required for data_user and data_provider.
                     * @example https://northwind.example/contact
                     */
                    "contact-url"?: string | null | "";
                    /**
                     * @description The kinds of data it deals in.
                     * @example [
                     *       "HH-CONSUMPTION",
                     *       "TARIFF-IMPORT"
                     *     ]
                     */
                    "data-types"?: components["schemas"]["DataType"][] | null;
                    /**
                     * @description Where customers may be sent back to. Each is an `https` URL in its normal form (lower-case host, no default port), without user name, password or fragment, and without a query parameter named `state` or `dar-…`. Outside production `http://localhost` and `http://127.0.0.1` are allowed too. One that is named twice counts once.
                     * @example [
                     *       "https://northwind.example/welcome-back"
                     *     ]
                     */
                    "redirect-urls"?: string[] | null;
                    /**
                     * @description By which the DCC’s reports name the organisation.
                     * @example NWE-001
                     */
                    "organisation-reference"?: string | null | "";
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly statutory?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "decisions-per-minute"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly status?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "registered-at"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "suspended-at"?: unknown;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ],
                     *         "data-types": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ],
                     *         "organisation-reference": "NWE-001",
                     *         "statutory": false,
                     *         "decisions-per-minute": 60000,
                     *         "suspended-at": null
                     *       },
                     *       "secret-key": "3b8f1c0e5d7a49264f9d02c7a1b86e35d2f07c94e6a8b1f03c5d7e9fa2b4c6d8"
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["OperatorAccount"];
                        /**
                         * @description Only where none was sent: the generated secret key, shown this once.
                         * @example 3b8f1c0e5d7a49264f9d02c7a1b86e35d2f07c94e6a8b1f03c5d7e9fa2b4c6d8
                         */
                        "secret-key"?: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "patch-admin-accounts-id": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The name under which the account asks for tokens.
                 * @example northwind-energy
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display-name": "Northwind Energy",
                 *       "contact-url": "https://northwind.example/contact",
                 *       "data-types": [
                 *         "HH-CONSUMPTION",
                 *         "TARIFF-IMPORT"
                 *       ],
                 *       "redirect-urls": [
                 *         "https://northwind.example/welcome-back"
                 *       ],
                 *       "organisation-reference": "NWE-001",
                 *       "statutory": false,
                 *       "decisions-per-minute": 60000
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly status?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "registered-at"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "suspended-at"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "account-id"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly duid?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly role?: unknown;
                    /**
                     * @description The name that customers read.
                     * @example Northwind Energy
                     */
                    "display-name"?: string | "" | null;
                    /**
                     * @description Where customers reach the organisation; required for data_user and data_provider.
                     * @example https://northwind.example/contact
                     */
                    "contact-url"?: string | "" | null;
                    /**
                     * @description The kinds of data it deals in.
                     * @example [
                     *       "HH-CONSUMPTION",
                     *       "TARIFF-IMPORT"
                     *     ]
                     */
                    "data-types"?: components["schemas"]["DataType"][] | null;
                    /**
                     * @description Where customers may be sent back to. Each is an `https` URL in its normal form (lower-case host, no default port), without user name, password or fragment, and without a query parameter named `state` or `dar-…`. Outside production `http://localhost` and `http://127.0.0.1` are allowed too. One that is named twice counts once.
                     * @example [
                     *       "https://northwind.example/welcome-back"
                     *     ]
                     */
                    "redirect-urls"?: string[] | null;
                    /**
                     * @description By which the DCC’s reports name the organisation.
                     * @example NWE-001
                     */
                    "organisation-reference"?: string | "" | null;
                    /**
                     * @description The operator has checked that this Data User acts under a statute: its `uk-public-task` and `uk-legal-obligation` records reach beyond an occupancy.
                     * @example false
                     */
                    statutory?: boolean;
                    /**
                     * @description Requests for release decisions that it may send in a minute.
                     * @example 60000
                     */
                    "decisions-per-minute"?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts/northwind-energy",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ],
                     *         "data-types": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ],
                     *         "organisation-reference": "NWE-001",
                     *         "statutory": false,
                     *         "decisions-per-minute": 60000,
                     *         "suspended-at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["OperatorAccount"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-admin-accounts-id-reactivate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The name under which the account asks for tokens.
                 * @example northwind-energy
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts/northwind-energy/reactivate",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ],
                     *         "data-types": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ],
                     *         "organisation-reference": "NWE-001",
                     *         "statutory": false,
                     *         "decisions-per-minute": 60000,
                     *         "suspended-at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["OperatorAccount"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-admin-accounts-id-suspend": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The name under which the account asks for tokens.
                 * @example northwind-energy
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts/northwind-energy/suspend",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ],
                     *         "data-types": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ],
                     *         "organisation-reference": "NWE-001",
                     *         "statutory": false,
                     *         "decisions-per-minute": 60000,
                     *         "suspended-at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["OperatorAccount"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-admin-accounts-id-terminate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The name under which the account asks for tokens.
                 * @example northwind-energy
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/accounts/northwind-energy/terminate",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ],
                     *         "data-types": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ],
                     *         "organisation-reference": "NWE-001",
                     *         "statutory": false,
                     *         "decisions-per-minute": 60000,
                     *         "suspended-at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["OperatorAccount"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-admin-audit": {
        parameters: {
            query?: {
                /**
                 * @description Events that this account caused.
                 * @example northwind-energy
                 */
                account_id?: string;
                /**
                 * @description Events of this type.
                 * @example access-record.revoked
                 */
                event_type?: string;
                /**
                 * @description Events about this access record.
                 * @example ak_4f9d02c7a1b86e35d2f07c94
                 */
                ak?: string;
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example 4711
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/audit",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "events": [
                     *         {
                     *           "event_id": "aud_4f9d02c7a1b86e35d2f07c94",
                     *           "account_id": "northwind-energy",
                     *           "event_type": "access-record.revoked",
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "detail": {
                     *             "reason": "contract-ended",
                     *             "by": "data_user"
                     *           },
                     *           "timestamp": "2026-11-02T09:30:00Z"
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next-cursor": "4711"
                     *     }
                     */
                    "application/json": {
                        /** @description Newest first. */
                        events: components["schemas"]["AuditEvent"][];
                        /**
                         * @description How many events match in all.
                         * @example 1
                         */
                        total: number;
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example 4711
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-admin-identity-records-ir-void": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The organisation could show no evidence of this occupant."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Why, in words that name no person: the organisation reads it, and it stays in the audit.
                     * @example The organisation could show no evidence of this occupant.
                     */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/identity-records/ir_4f9d02c7a1b86e35d2f07c94/void",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                     *       "voided-at": "2026-11-02T09:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The Identity Record.
                         * @example ir_4f9d02c7a1b86e35d2f07c94
                         */
                        ir: string;
                        /**
                         * Format: date-time
                         * @description When the operator voided it, the first time.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "voided-at": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-admin-records": {
        parameters: {
            query?: {
                /**
                 * @description An access key, a meter point or a DUID.
                 * @example 1200023305967
                 */
                q?: string;
                /**
                 * @description Only records in this state.
                 * @example ACTIVE
                 */
                state?: components["schemas"]["AccessState"];
                /**
                 * @description Only records on this basis.
                 * @example uk-consent
                 */
                "legal-basis"?: components["schemas"]["LegalBasis"];
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "records": [
                     *         {
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "lead-controller-name": "Northwind Energy",
                     *           "arrangement-type": "sole",
                     *           "controller-count": 1,
                     *           "record-metadata": {
                     *             "schema-version": "1.0",
                     *             "controller-arrangement": {
                     *               "arrangement-type": "sole",
                     *               "art26-reference": null,
                     *               "controllers": [
                     *                 {
                     *                   "name": "Northwind Energy",
                     *                   "role": "sole",
                     *                   "contact-url": "https://northwind.example/contact",
                     *                   "address": {
                     *                     "addressLine1": "1 High Street",
                     *                     "addressLine2": null,
                     *                     "townCity": "Cardiff",
                     *                     "county": null,
                     *                     "postcode": "CF10 1AA"
                     *                   },
                     *                   "privacy-rights-url": "https://northwind.example/privacy",
                     *                   "lia-reference": null,
                     *                   "statutory-reference": null,
                     *                   "storage-conditions": {
                     *                     "location": "United Kingdom",
                     *                     "retention-period": "P2Y"
                     *                   }
                     *                 }
                     *               ]
                     *             },
                     *             "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
                     *             "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
                     *             "created-at": "2026-11-02T09:30:01.114Z"
                     *           },
                     *           "legal-basis": "uk-consent",
                     *           "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                     *           "data-types": [
                     *             "HH-CONSUMPTION",
                     *             "TARIFF-IMPORT"
                     *           ],
                     *           "state": "ACTIVE",
                     *           "expiry": "2027-11-02T09:30:00Z",
                     *           "registered-at": "2026-11-02T09:30:00Z",
                     *           "customer-confirmation": null,
                     *           "discovered-access": null,
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "mpxn": "1200023305967",
                     *           "created-at": "2026-11-02T09:30:01.114Z"
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next-cursor": null
                     *     }
                     */
                    "application/json": {
                        /** @description Newest first. */
                        records: components["schemas"]["RecordEntry"][];
                        /**
                         * @description How many records match in all.
                         * @example 1
                         */
                        total: number;
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example null
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-admin-stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/stats",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "total_accounts": 41,
                     *       "active_accounts": 39,
                     *       "total_records": 120193,
                     *       "active_records": 98210,
                     *       "expired_records": 17002,
                     *       "revoked_records": 4981,
                     *       "discovered_records": 240,
                     *       "total_webhooks": 57,
                     *       "active_webhooks": 55,
                     *       "pending_deliveries": 3,
                     *       "undelivered_deliveries": 12
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description Accounts of every role and status.
                         * @example 41
                         */
                        total_accounts: number;
                        /**
                         * @description Accounts neither suspended nor terminated.
                         * @example 39
                         */
                        active_accounts: number;
                        /**
                         * @description Access records that were registered, in any state.
                         * @example 120193
                         */
                        total_records: number;
                        /**
                         * @description Records that are ACTIVE now.
                         * @example 98210
                         */
                        active_records: number;
                        /**
                         * @description Records whose expiry has passed.
                         * @example 17002
                         */
                        expired_records: number;
                        /**
                         * @description Records that were revoked.
                         * @example 4981
                         */
                        revoked_records: number;
                        /**
                         * @description Accesses that the DCC saw and nobody registered.
                         * @example 240
                         */
                        discovered_records: number;
                        /**
                         * @description Webhooks of all Data Users.
                         * @example 57
                         */
                        total_webhooks: number;
                        /**
                         * @description Webhooks that events are sent to.
                         * @example 55
                         */
                        active_webhooks: number;
                        /**
                         * @description Deliveries that are yet to succeed or to be given up.
                         * @example 3
                         */
                        pending_deliveries: number;
                        /**
                         * @description Deliveries that were given up.
                         * @example 12
                         */
                        undelivered_deliveries: number;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-admin-webhooks": {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/admin/webhooks",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "webhooks": [
                     *         {
                     *           "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                     *           "callback-url": "https://northwind.example/webhooks/register",
                     *           "notify-days-before": 30,
                     *           "event-types": [
                     *             "consent.withdrawal",
                     *             "consent.expiring",
                     *             "tenancy.change"
                     *           ],
                     *           "created-at": "2026-11-02T09:30:00Z",
                     *           "active": true,
                     *           "account-id": "northwind-energy",
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "display-name": "Northwind Energy",
                     *           "failing-since": "2026-11-02T09:30:00.000Z",
                     *           "disabled-at": "2026-11-02T09:30:00.000Z",
                     *           "disabled-reason": "failing",
                     *           "pending-deliveries": 0
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next-cursor": null
                     *     }
                     */
                    "application/json": {
                        webhooks: components["schemas"]["OperatorWebhook"][];
                        /** @example 1 */
                        total: number;
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example null
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-auth-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bearer-token": "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJub3J0aHdpbmQifQ.c2lnbmF0dXJl",
                     *       "expires": 7200
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description A JWT. Send it as `Authorization: Bearer …`; its content is the register’s own.
                         * @example eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJub3J0aHdpbmQifQ.c2lnbmF0dXJl
                         */
                        "bearer-token": string;
                        /**
                         * @description How long it is good for, in seconds.
                         * @example 7200
                         */
                        expires: number;
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoCredentials"];
            403: components["responses"]["Suspended"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-cot-events": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mpxn": "1200023305967",
                 *       "effective-date": "2024-05-01",
                 *       "source-reference": "DCC-2026-004711"
                 *     }
                 */
                "application/json": {
                    mpxn: components["schemas"]["MpxnSpelling"];
                    /**
                     * Format: date
                     * @description The day of the change; in effect from its 00:00 in Great Britain.
                     * @example 2024-05-01
                     */
                    "effective-date": string;
                    /**
                     * @description The DCC’s own reference of this report.
                     * @example DCC-2026-004711
                     */
                    "source-reference": string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/cot-events",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "mpxn": "1200023305967",
                     *       "effective-date": "2024-05-01",
                     *       "source-reference": "DCC-2026-004711",
                     *       "active-records-affected": 2,
                     *       "data-users-notified": [
                     *         "duid_4f9d02c7a1b86e35d2f07c94"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        mpxn: components["schemas"]["Mpxn"];
                        /**
                         * Format: date
                         * @description The day of the change; in effect from its 00:00 in Great Britain.
                         * @example 2024-05-01
                         */
                        "effective-date": string;
                        /**
                         * @description The DCC’s own reference of this report.
                         * @example DCC-2026-004711
                         */
                        "source-reference": string;
                        /**
                         * @description How many access records at the meter point were ACTIVE at the time of the report.
                         * @example 2
                         */
                        "active-records-affected": number;
                        /** @description Whose records these are; each was sent a `tenancy.change` event. */
                        "data-users-notified": string[];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/cot-events",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "mpxn": "1200023305967",
                     *       "effective-date": "2024-05-01",
                     *       "source-reference": "DCC-2026-004711",
                     *       "active-records-affected": 2,
                     *       "data-users-notified": [
                     *         "duid_4f9d02c7a1b86e35d2f07c94"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        mpxn: components["schemas"]["Mpxn"];
                        /**
                         * Format: date
                         * @description The day of the change; in effect from its 00:00 in Great Britain.
                         * @example 2024-05-01
                         */
                        "effective-date": string;
                        /**
                         * @description The DCC’s own reference of this report.
                         * @example DCC-2026-004711
                         */
                        "source-reference": string;
                        /**
                         * @description How many access records at the meter point were ACTIVE at the time of the report.
                         * @example 2
                         */
                        "active-records-affected": number;
                        /** @description Whose records these are; each was sent a `tenancy.change` event. */
                        "data-users-notified": string[];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-cot-events-withdrawals": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mpxn": "1200023305967",
                 *       "effective-date": "2024-05-01",
                 *       "source-reference": "DCC-2026-004711"
                 *     }
                 */
                "application/json": {
                    mpxn: components["schemas"]["MpxnSpelling"];
                    /**
                     * Format: date
                     * @description The day of the change; in effect from its 00:00 in Great Britain.
                     * @example 2024-05-01
                     */
                    "effective-date": string;
                    /**
                     * @description The DCC’s own reference of this report.
                     * @example DCC-2026-004711
                     */
                    "source-reference": string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/cot-events/withdrawals",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "mpxn": "1200023305967",
                     *       "effective-date": "2024-05-01",
                     *       "source-reference": "DCC-2026-004711",
                     *       "active-records-affected": 2,
                     *       "data-users-notified": [
                     *         "duid_4f9d02c7a1b86e35d2f07c94"
                     *       ],
                     *       "withdrawn-at": "2026-11-02T09:30:00Z"
                     *     }
                     */
                    "application/json": {
                        mpxn: components["schemas"]["Mpxn"];
                        /**
                         * Format: date
                         * @description The day of the change; in effect from its 00:00 in Great Britain.
                         * @example 2024-05-01
                         */
                        "effective-date": string;
                        /**
                         * @description The DCC’s own reference of this report.
                         * @example DCC-2026-004711
                         */
                        "source-reference": string;
                        /**
                         * @description How many access records at the meter point were ACTIVE at the time of the report.
                         * @example 2
                         */
                        "active-records-affected": number;
                        /** @description Whose records these are; each was sent a `tenancy.change` event. */
                        "data-users-notified": string[];
                        /**
                         * Format: date-time
                         * @description When the DCC first took the change back.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "withdrawn-at": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-data-users-duid": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation’s id in the register.
                 * @example duid_4f9d02c7a1b86e35d2f07c94
                 */
                duid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/data-users/duid_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "data-user": {
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "status": "active",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "suspended-at": null,
                     *         "contact-url": "https://northwind.example/contact",
                     *         "data-types-supported": [
                     *           "HH-CONSUMPTION",
                     *           "TARIFF-IMPORT"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        "data-user": components["schemas"]["DataUser"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-discovered-access": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mpxn": "1200023305967",
                 *       "organisation-name": "Quiet Meter Ltd",
                 *       "organisation-reference": "QM-77",
                 *       "first-seen": "2024-05-01",
                 *       "last-seen": "2024-05-01",
                 *       "data-types-observed": [
                 *         "HH-CONSUMPTION"
                 *       ],
                 *       "source-reference": "DCC-2026-004711"
                 *     }
                 */
                "application/json": {
                    mpxn: components["schemas"]["MpxnSpelling"];
                    /**
                     * @description The organisation that was seen to read the meter.
                     * @example Quiet Meter Ltd
                     */
                    "organisation-name": string;
                    /**
                     * @description By which the DCC knows it; with the meter point the identity of this access.
                     * @example QM-77
                     */
                    "organisation-reference": string;
                    /**
                     * Format: date
                     * @example 2024-05-01
                     */
                    "first-seen": string;
                    /**
                     * @description Not before `first-seen`.
                     * @example 2024-05-01
                     */
                    "last-seen"?: string | null | "";
                    /**
                     * @description The kinds of data that it read.
                     * @example [
                     *       "HH-CONSUMPTION"
                     *     ]
                     */
                    "data-types-observed": components["schemas"]["DataType"][];
                    /**
                     * @description The DCC’s own reference of this report.
                     * @example DCC-2026-004711
                     */
                    "source-reference": string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/discovered-access",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *       "state": "DISCOVERED"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The key of what was discovered. Verifying it answers DISCOVERED.
                         * @example ak_4f9d02c7a1b86e35d2f07c94
                         */
                        ak: string;
                        /** @constant */
                        state: "DISCOVERED";
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/discovered-access",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *       "state": "DISCOVERED"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The key of what was discovered. Verifying it answers DISCOVERED.
                         * @example ak_4f9d02c7a1b86e35d2f07c94
                         */
                        ak: string;
                        /** @constant */
                        state: "DISCOVERED";
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-identity-records": {
        parameters: {
            query?: {
                /**
                 * @description The meter point. This or `email` is required.
                 * @example 1200023305967
                 */
                mpxn?: components["schemas"]["MpxnSpelling"];
                /**
                 * @description The person’s e-mail address. This or `mpxn` is required; both narrow.
                 * @example customer@example.com
                 */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "identity-records": [
                     *         {
                     *           "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                     *           "created-at": "2026-11-02T09:30:00Z",
                     *           "pii-principal": {
                     *             "mpxn": "1200023305967",
                     *             "move-in-date": "2024-05-01",
                     *             "address": {
                     *               "addressLine1": "14 Chapel Street",
                     *               "addressLine2": "Flat 2",
                     *               "townCity": "Llandudno",
                     *               "county": "Conwy",
                     *               "postcode": "LL30 2SY"
                     *             }
                     *           },
                     *           "expressed-by": "data-subject",
                     *           "principal-verification": {
                     *             "method": "document check",
                     *             "verified-at": "2026-11-02T09:30:00Z",
                     *             "outcome": "verified",
                     *             "reference": "case 4711",
                     *             "submitted": "a driving licence",
                     *             "verified-against": "the issuing agency",
                     *             "detail": {
                     *               "document": "driving licence",
                     *               "score": 97
                     *             }
                     *           },
                     *           "has-email": true,
                     *           "credentials": [
                     *             {
                     *               "credential-id": "cred_4f9d02c7a1b86e35d2f07c94",
                     *               "registered-at": "2026-11-02T09:30:00Z",
                     *               "transports": [
                     *                 "internal",
                     *                 "hybrid"
                     *               ],
                     *               "last-used-at": "2026-11-02T09:30:00Z",
                     *               "name": "My phone",
                     *               "backed-up": true
                     *             }
                     *           ],
                     *           "anonymised-at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Newest first, 500 at most. */
                        "identity-records": components["schemas"]["IdentityRecord"][];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-identity-records": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pii-principal": {
                 *         "mpxn": "1200023305967",
                 *         "move-in-date": "2024-05-01",
                 *         "address": {
                 *           "addressLine1": "14 Chapel Street",
                 *           "addressLine2": "Flat 2",
                 *           "townCity": "Llandudno",
                 *           "county": "Conwy",
                 *           "postcode": "LL30 2SY"
                 *         }
                 *       },
                 *       "expressed-by": "data-subject",
                 *       "principal-verification": {
                 *         "method": "document check",
                 *         "verified-at": "2026-11-02T09:30:00Z",
                 *         "outcome": "verified",
                 *         "reference": "case 4711",
                 *         "submitted": "a driving licence",
                 *         "verified-against": "the issuing agency",
                 *         "detail": {
                 *           "document": "driving licence",
                 *           "score": 97
                 *         }
                 *       },
                 *       "email": "customer@example.com",
                 *       "initiate-passkey-registration": true,
                 *       "passkey-return-url": "https://northwind.example/welcome-back",
                 *       "state": "c2Vzc2lvbi03Zjk",
                 *       "bind-return": true,
                 *       "proposed-access": {
                 *         "legal-basis": "uk-consent",
                 *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                 *         "data-types": [
                 *           "HH-CONSUMPTION",
                 *           "TARIFF-IMPORT"
                 *         ],
                 *         "expiry": "2099-11-02T09:30:00.000Z",
                 *         "controllers": [
                 *           {
                 *             "name": "Northwind Energy",
                 *             "role": "sole",
                 *             "contact-url": "https://northwind.example/contact"
                 *           }
                 *         ],
                 *         "notice": {
                 *           "shared-notice": {
                 *             "terms-url": "https://northwind.example/terms",
                 *             "notice-version": "2026-11",
                 *             "notice-language": "en"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly ir?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "created-at"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "has-email"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly credentials?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "anonymised-at"?: unknown;
                    /** @description The person, by where and since when they live. */
                    "pii-principal": {
                        mpxn: components["schemas"]["MpxnSpelling"];
                        /**
                         * Format: date
                         * @description Since when the person lives there; at most a year ahead (Great Britain’s date). Until that day the record is nobody’s current occupancy. It belongs to the nearest Change of Tenancy within 31 days of it, if there is one.
                         * @example 2024-05-01
                         */
                        "move-in-date": string;
                        address?: components["schemas"]["AddressInput"] | null;
                    };
                    /**
                     * @description Who spoke with the Data User: the person, or somebody who may act for them.
                     * @enum {string}
                     */
                    "expressed-by": "data-subject" | "authorised-representative";
                    "principal-verification"?: components["schemas"]["PrincipalVerificationInput"] | null;
                    /**
                     * @description One plain e-mail address, without a display name or quoting; before the @ ASCII characters alone, since not every mail server takes others. It is normalised, kept encrypted, and never given out again.
                     * @example customer@example.com
                     */
                    email?: string | null | "";
                    /**
                     * @description Whether the customer enrols a passkey at once; the answer then says where to send them. `state`, `bind-return` and `proposed-access` go with it only; without it `passkey-return-url` is ignored.
                     * @example true
                     */
                    "initiate-passkey-registration"?: boolean | null;
                    /**
                     * @description Where the customer goes after a passkey ceremony. Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.
                     * @example https://northwind.example/welcome-back
                     */
                    "passkey-return-url"?: string | null | "";
                    /**
                     * @description Added unchanged to the return URL, as `state`.
                     * @example c2Vzc2lvbi03Zjk
                     */
                    state?: string | null | "";
                    /**
                     * @description Whether only the browser that comes back may confirm: the return URL then carries a one-time `dar-return-code`, and the token-ref stays pending until the status was asked for with it. Needs a return URL. Five wrong codes expire the token-ref.
                     * @example true
                     */
                    "bind-return"?: boolean | null;
                    "proposed-access"?: components["schemas"]["ProposedAccessInput"] | null;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                     *       "passkey-registration-redirect": {
                     *         "redirect-url": "https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94",
                     *         "token-ref": "mlr_4f9d02c7a1b86e35d2f07c94",
                     *         "expires-at": "2026-11-02T09:30:00Z",
                     *         "return-url": "https://northwind.example/welcome-back"
                     *       },
                     *       "proposed-access": null,
                     *       "proposal-digest": null
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The Identity Record.
                         * @example ir_4f9d02c7a1b86e35d2f07c94
                         */
                        ir: string;
                        /** @description Where the customer enrols a passkey; null where that was not asked for. */
                        "passkey-registration-redirect": components["schemas"]["PasskeyCeremony"] | null;
                        /**
                         * @description The proposal in its normal form; null: none.
                         * @example null
                         */
                        "proposed-access": components["schemas"]["Proposal"] | null;
                        /**
                         * @description Of the proposal, with what it is bound to; null: none.
                         * @example null
                         */
                        "proposal-digest": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-identity-records-exists": {
        parameters: {
            query: {
                /**
                 * @description A meter point: an MPAN (electricity) or an MPRN (gas). Spaces and lower case are accepted; without spaces and in upper case it must be 6 to 10 digits, or two characters (digits, or letters but I, O and Q) and 8 to 11 digits.
                 * @example 1200023305967
                 */
                mpxn: components["schemas"]["MpxnSpelling"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/exists",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "mpxn": "1200023305967",
                     *       "exists": true,
                     *       "available-methods": [
                     *         "passkey-assert",
                     *         "passkey-register"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        mpxn: components["schemas"]["Mpxn"];
                        /**
                         * @description Whether any Data User registered the meter point’s current occupant.
                         * @example true
                         */
                        exists: boolean;
                        /**
                         * @description The methods for which `reidentify` would now succeed, best first.
                         * @example [
                         *       "passkey-assert",
                         *       "passkey-register"
                         *     ]
                         */
                        "available-methods": components["schemas"]["ReidentificationMethod"][];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-identity-records-reidentify": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mpxn": "1200023305967",
                 *       "method": "passkey-assert",
                 *       "passkey-return-url": "https://northwind.example/welcome-back",
                 *       "state": "c2Vzc2lvbi03Zjk",
                 *       "bind-return": true,
                 *       "proposed-access": {
                 *         "legal-basis": "uk-consent",
                 *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                 *         "data-types": [
                 *           "HH-CONSUMPTION",
                 *           "TARIFF-IMPORT"
                 *         ],
                 *         "expiry": "2099-11-02T09:30:00.000Z",
                 *         "controllers": [
                 *           {
                 *             "name": "Northwind Energy",
                 *             "role": "sole",
                 *             "contact-url": "https://northwind.example/contact"
                 *           }
                 *         ],
                 *         "notice": {
                 *           "shared-notice": {
                 *             "terms-url": "https://northwind.example/terms",
                 *             "notice-version": "2026-11",
                 *             "notice-language": "en"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    mpxn: components["schemas"]["MpxnSpelling"];
                    method: components["schemas"]["ReidentificationMethod"];
                    /**
                     * @description Where the customer goes after the mailed link; with `magic-link` only. Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.
                     * @example https://northwind.example/welcome-back
                     */
                    "redirect-url"?: string | null | "";
                    /**
                     * @description Where the customer goes after the ceremony; with the passkey methods only. Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.
                     * @example https://northwind.example/welcome-back
                     */
                    "passkey-return-url"?: string | null | "";
                    /**
                     * @description Added unchanged to the return URL, as `state`.
                     * @example c2Vzc2lvbi03Zjk
                     */
                    state?: string | null | "";
                    /**
                     * @description Whether only the browser that comes back may confirm: the return URL then carries a one-time `dar-return-code`, and the token-ref stays pending until the status was asked for with it. Needs a return URL. Five wrong codes expire the token-ref.
                     * @example true
                     */
                    "bind-return"?: boolean | null;
                    "proposed-access"?: components["schemas"]["ProposedAccessInput"] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/reidentify",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "method": "passkey-assert",
                     *       "magic-link": null,
                     *       "passkey": {
                     *         "redirect-url": "https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94",
                     *         "token-ref": "mlr_4f9d02c7a1b86e35d2f07c94",
                     *         "expires-at": "2026-11-02T09:35:00.000Z",
                     *         "return-url": "https://northwind.example/welcome-back"
                     *       },
                     *       "proposed-access": null,
                     *       "proposal-digest": null
                     *     }
                     */
                    "application/json": {
                        method: components["schemas"]["ReidentificationMethod"];
                        /** @description With `magic-link`; else null. */
                        "magic-link": components["schemas"]["MagicLinkDispatch"] | null;
                        /** @description With a passkey method; else null. */
                        passkey: components["schemas"]["PasskeyCeremony"] | null;
                        /**
                         * @description The proposal in its normal form; null: none.
                         * @example null
                         */
                        "proposed-access": components["schemas"]["Proposal"] | null;
                        /**
                         * @description Of the proposal, with what it is bound to; null: none.
                         * @example null
                         */
                        "proposal-digest": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-identity-records-reidentify-token-ref": {
        parameters: {
            query?: {
                /**
                 * @description The `dar-return-code` that the customer’s browser brought back, where `bind-return` was asked for.
                 * @example uT3nB0yq1vXk8sZr5wLm2A
                 */
                "return-code"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.
                 * @example mlr_4f9d02c7a1b86e35d2f07c94
                 */
                "token-ref": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/reidentify/mlr_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "method": "magic-link",
                     *       "status": "confirmed",
                     *       "confirmed-at": "2026-11-02T09:30:00Z",
                     *       "declined": false,
                     *       "declined-reason": null,
                     *       "confirmed-by": "magic-link",
                     *       "assurance": "proven",
                     *       "proposed-access": null,
                     *       "proposal-digest": null
                     *     }
                     */
                    "application/json": {
                        /** @description The method that was started. */
                        method: components["schemas"]["ReidentificationMethod"];
                        /**
                         * @description Only `confirmed` says that the person here now is the person of the Identity Record. A customer who declined shows as `expired`.
                         * @enum {string}
                         */
                        status: "confirmed" | "pending" | "expired";
                        /**
                         * @description When it was confirmed; else null.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "confirmed-at": string | null;
                        /**
                         * @description Whether the customer declined.
                         * @example false
                         */
                        declined: boolean;
                        /**
                         * @description `refused`: the customer said no, which refuses the permission if one was proposed. `not-recognised`: they do not recognise the request. Null where they did not decline.
                         * @example null
                         */
                        "declined-reason": components["schemas"]["DeclinedReason"] | null;
                        /** @description The method that was used in the end. */
                        "confirmed-by": components["schemas"]["ReidentificationMethod"] | null;
                        /**
                         * @description Left out until confirmed. `unproven`: it rests on a passkey that was enrolled on trust, without another proof of who enrolled it.
                         * @enum {string}
                         */
                        assurance?: "proven" | "unproven";
                        /**
                         * @description The proposal in its normal form; null: none.
                         * @example null
                         */
                        "proposed-access": components["schemas"]["Proposal"] | null;
                        /**
                         * @description Of the proposal, with what it is bound to; null: none.
                         * @example null
                         */
                        "proposal-digest": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-identity-records-ir": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/ir_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "identity-record": {
                     *         "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                     *         "created-at": "2026-11-02T09:30:00Z",
                     *         "pii-principal": {
                     *           "mpxn": "1200023305967",
                     *           "move-in-date": "2024-05-01",
                     *           "address": {
                     *             "addressLine1": "14 Chapel Street",
                     *             "addressLine2": "Flat 2",
                     *             "townCity": "Llandudno",
                     *             "county": "Conwy",
                     *             "postcode": "LL30 2SY"
                     *           }
                     *         },
                     *         "expressed-by": "data-subject",
                     *         "principal-verification": {
                     *           "method": "document check",
                     *           "verified-at": "2026-11-02T09:30:00Z",
                     *           "outcome": "verified",
                     *           "reference": "case 4711",
                     *           "submitted": "a driving licence",
                     *           "verified-against": "the issuing agency",
                     *           "detail": {
                     *             "document": "driving licence",
                     *             "score": 97
                     *           }
                     *         },
                     *         "has-email": true,
                     *         "credentials": [
                     *           {
                     *             "credential-id": "cred_4f9d02c7a1b86e35d2f07c94",
                     *             "registered-at": "2026-11-02T09:30:00Z",
                     *             "transports": [
                     *               "internal",
                     *               "hybrid"
                     *             ],
                     *             "last-used-at": "2026-11-02T09:30:00Z",
                     *             "name": "My phone",
                     *             "backed-up": true
                     *           }
                     *         ],
                     *         "anonymised-at": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        "identity-record": components["schemas"]["IdentityRecord"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "delete-identity-records-ir": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/ir_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                     *       "anonymised-at": "2026-11-02T09:30:00Z"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The Identity Record.
                         * @example ir_4f9d02c7a1b86e35d2f07c94
                         */
                        ir: string;
                        /**
                         * Format: date-time
                         * @description When it was anonymised, the first time.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "anonymised-at": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "delete-identity-records-ir-credentials-cred": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
                /**
                 * @description A `credential-id` of the Identity Record.
                 * @example cred_4f9d02c7a1b86e35d2f07c94
                 */
                cred: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. No body. */
            204: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-identity-records-ir-re-identify": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "passkey-assert",
                 *       "passkey-return-url": "https://northwind.example/welcome-back",
                 *       "state": "c2Vzc2lvbi03Zjk",
                 *       "bind-return": true,
                 *       "proposed-access": {
                 *         "legal-basis": "uk-consent",
                 *         "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                 *         "data-types": [
                 *           "HH-CONSUMPTION",
                 *           "TARIFF-IMPORT"
                 *         ],
                 *         "expiry": "2099-11-02T09:30:00.000Z",
                 *         "controllers": [
                 *           {
                 *             "name": "Northwind Energy",
                 *             "role": "sole",
                 *             "contact-url": "https://northwind.example/contact"
                 *           }
                 *         ],
                 *         "notice": {
                 *           "shared-notice": {
                 *             "terms-url": "https://northwind.example/terms",
                 *             "notice-version": "2026-11",
                 *             "notice-language": "en"
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    method: components["schemas"]["ReidentificationMethod"];
                    /**
                     * @description Where the customer goes after the mailed link; with `magic-link` only. Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.
                     * @example https://northwind.example/welcome-back
                     */
                    "redirect-url"?: string | null | "";
                    /**
                     * @description Where the customer goes after the ceremony; with the passkey methods only. Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.
                     * @example https://northwind.example/welcome-back
                     */
                    "passkey-return-url"?: string | null | "";
                    /**
                     * @description Added unchanged to the return URL, as `state`.
                     * @example c2Vzc2lvbi03Zjk
                     */
                    state?: string | null | "";
                    /**
                     * @description Whether only the browser that comes back may confirm: the return URL then carries a one-time `dar-return-code`, and the token-ref stays pending until the status was asked for with it. Needs a return URL. Five wrong codes expire the token-ref.
                     * @example true
                     */
                    "bind-return"?: boolean | null;
                    "proposed-access"?: components["schemas"]["ProposedAccessInput"] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/ir_4f9d02c7a1b86e35d2f07c94/re-identify",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "method": "passkey-assert",
                     *       "magic-link": null,
                     *       "passkey": {
                     *         "redirect-url": "https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94",
                     *         "token-ref": "mlr_4f9d02c7a1b86e35d2f07c94",
                     *         "expires-at": "2026-11-02T09:35:00.000Z",
                     *         "return-url": "https://northwind.example/welcome-back"
                     *       },
                     *       "proposed-access": null,
                     *       "proposal-digest": null
                     *     }
                     */
                    "application/json": {
                        method: components["schemas"]["ReidentificationMethod"];
                        /** @description With `magic-link`; else null. */
                        "magic-link": components["schemas"]["MagicLinkDispatch"] | null;
                        /** @description With a passkey method; else null. */
                        passkey: components["schemas"]["PasskeyCeremony"] | null;
                        /**
                         * @description The proposal in its normal form; null: none.
                         * @example null
                         */
                        "proposed-access": components["schemas"]["Proposal"] | null;
                        /**
                         * @description Of the proposal, with what it is bound to; null: none.
                         * @example null
                         */
                        "proposal-digest": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-identity-records-ir-re-identify-token-ref": {
        parameters: {
            query?: {
                /**
                 * @description The `dar-return-code` that the customer’s browser brought back, where `bind-return` was asked for.
                 * @example uT3nB0yq1vXk8sZr5wLm2A
                 */
                "return-code"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The Identity Record.
                 * @example ir_4f9d02c7a1b86e35d2f07c94
                 */
                ir: string;
                /**
                 * @description The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.
                 * @example mlr_4f9d02c7a1b86e35d2f07c94
                 */
                "token-ref": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/identity-records/ir_4f9d02c7a1b86e35d2f07c94/re-identify/mlr_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "method": "magic-link",
                     *       "status": "confirmed",
                     *       "confirmed-at": "2026-11-02T09:30:00Z",
                     *       "declined": false,
                     *       "declined-reason": null,
                     *       "confirmed-by": "magic-link",
                     *       "assurance": "proven",
                     *       "proposed-access": null,
                     *       "proposal-digest": null
                     *     }
                     */
                    "application/json": {
                        /** @description The method that was started. */
                        method: components["schemas"]["ReidentificationMethod"];
                        /**
                         * @description Only `confirmed` says that the person here now is the person of the Identity Record. A customer who declined shows as `expired`.
                         * @enum {string}
                         */
                        status: "confirmed" | "pending" | "expired";
                        /**
                         * @description When it was confirmed; else null.
                         * @example 2026-11-02T09:30:00Z
                         */
                        "confirmed-at": string | null;
                        /**
                         * @description Whether the customer declined.
                         * @example false
                         */
                        declined: boolean;
                        /**
                         * @description `refused`: the customer said no, which refuses the permission if one was proposed. `not-recognised`: they do not recognise the request. Null where they did not decline.
                         * @example null
                         */
                        "declined-reason": components["schemas"]["DeclinedReason"] | null;
                        /** @description The method that was used in the end. */
                        "confirmed-by": components["schemas"]["ReidentificationMethod"] | null;
                        /**
                         * @description Left out until confirmed. `unproven`: it rests on a passkey that was enrolled on trust, without another proof of who enrolled it.
                         * @enum {string}
                         */
                        assurance?: "proven" | "unproven";
                        /**
                         * @description The proposal in its normal form; null: none.
                         * @example null
                         */
                        "proposed-access": components["schemas"]["Proposal"] | null;
                        /**
                         * @description Of the proposal, with what it is bound to; null: none.
                         * @example null
                         */
                        "proposal-digest": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-meter-points-mpxn-access-records": {
        parameters: {
            query?: {
                /**
                 * @description Only records in this state.
                 * @example ACTIVE
                 */
                state?: components["schemas"]["AccessState"];
                /**
                 * @description Only records on this basis.
                 * @example uk-consent
                 */
                "legal-basis"?: components["schemas"]["LegalBasis"];
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
                /**
                 * @description The token-ref by which the customer proved themselves to this portal, issued within the hour.
                 * @example mlr_4f9d02c7a1b86e35d2f07c94
                 */
                "reidentification-token"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A meter point: an MPAN (electricity) or an MPRN (gas). Spaces and lower case are accepted; without spaces and in upper case it must be 6 to 10 digits, or two characters (digits, or letters but I, O and Q) and 8 to 11 digits.
                 * @example 1200023305967
                 */
                mpxn: components["schemas"]["MpxnSpelling"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/meter-points/1200023305967/access-records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "mpxn": "1200023305967",
                     *       "access-records": [
                     *         {
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "lead-controller-name": "Northwind Energy",
                     *           "arrangement-type": "sole",
                     *           "controller-count": 1,
                     *           "record-metadata": {
                     *             "schema-version": "1.0",
                     *             "controller-arrangement": {
                     *               "arrangement-type": "sole",
                     *               "art26-reference": null,
                     *               "controllers": [
                     *                 {
                     *                   "name": "Northwind Energy",
                     *                   "role": "sole",
                     *                   "contact-url": "https://northwind.example/contact",
                     *                   "address": {
                     *                     "addressLine1": "1 High Street",
                     *                     "addressLine2": null,
                     *                     "townCity": "Cardiff",
                     *                     "county": null,
                     *                     "postcode": "CF10 1AA"
                     *                   },
                     *                   "privacy-rights-url": "https://northwind.example/privacy",
                     *                   "lia-reference": null,
                     *                   "statutory-reference": null,
                     *                   "storage-conditions": {
                     *                     "location": "United Kingdom",
                     *                     "retention-period": "P2Y"
                     *                   }
                     *                 }
                     *               ]
                     *             },
                     *             "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
                     *             "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
                     *             "created-at": "2026-11-02T09:30:01.114Z"
                     *           },
                     *           "legal-basis": "uk-consent",
                     *           "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                     *           "data-types": [
                     *             "HH-CONSUMPTION",
                     *             "TARIFF-IMPORT"
                     *           ],
                     *           "state": "ACTIVE",
                     *           "expiry": "2027-11-02T09:30:00Z",
                     *           "registered-at": "2026-11-02T09:30:00Z",
                     *           "customer-confirmation": null,
                     *           "discovered-access": null
                     *         }
                     *       ],
                     *       "next-cursor": "5f0c1a2b3c4d5e6f708192a3b4c5d6e7"
                     *     }
                     */
                    "application/json": {
                        mpxn: components["schemas"]["Mpxn"];
                        /** @description What is ACTIVE or DISCOVERED first; within that organisations take turns, each with its newest. */
                        "access-records": components["schemas"]["MeterPointEntry"][];
                        /**
                         * @description Send it as `cursor`, with the same token, for the rest; absent: this is all.
                         * @example 5f0c1a2b3c4d5e6f708192a3b4c5d6e7
                         */
                        "next-cursor"?: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unavailable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-records": {
        parameters: {
            query?: {
                /**
                 * @description An own access key, a meter point or a whole `controller-reference`.
                 * @example CRM-4711
                 */
                q?: string;
                /**
                 * @description Only records in this state.
                 * @example ACTIVE
                 */
                state?: components["schemas"]["AccessState"];
                /**
                 * @description Only records on this basis.
                 * @example uk-consent
                 */
                "legal-basis"?: components["schemas"]["LegalBasis"];
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/records",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "records": [
                     *         {
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "lead-controller-name": "Northwind Energy",
                     *           "arrangement-type": "sole",
                     *           "controller-count": 1,
                     *           "record-metadata": {
                     *             "schema-version": "1.0",
                     *             "controller-arrangement": {
                     *               "arrangement-type": "sole",
                     *               "art26-reference": null,
                     *               "controllers": [
                     *                 {
                     *                   "name": "Northwind Energy",
                     *                   "role": "sole",
                     *                   "contact-url": "https://northwind.example/contact",
                     *                   "address": {
                     *                     "addressLine1": "1 High Street",
                     *                     "addressLine2": null,
                     *                     "townCity": "Cardiff",
                     *                     "county": null,
                     *                     "postcode": "CF10 1AA"
                     *                   },
                     *                   "privacy-rights-url": "https://northwind.example/privacy",
                     *                   "lia-reference": null,
                     *                   "statutory-reference": null,
                     *                   "storage-conditions": {
                     *                     "location": "United Kingdom",
                     *                     "retention-period": "P2Y"
                     *                   }
                     *                 }
                     *               ]
                     *             },
                     *             "identity-record-ref": "ir_4f9d02c7a1b86e35d2f07c94",
                     *             "record-identifier": "ak_4f9d02c7a1b86e35d2f07c94",
                     *             "created-at": "2026-11-02T09:30:01.114Z"
                     *           },
                     *           "legal-basis": "uk-consent",
                     *           "purpose": "Showing you your half-hourly use and finding a tariff that suits it",
                     *           "data-types": [
                     *             "HH-CONSUMPTION",
                     *             "TARIFF-IMPORT"
                     *           ],
                     *           "state": "ACTIVE",
                     *           "expiry": "2027-11-02T09:30:00Z",
                     *           "registered-at": "2026-11-02T09:30:00Z",
                     *           "customer-confirmation": null,
                     *           "discovered-access": null,
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "mpxn": "1200023305967",
                     *           "created-at": "2026-11-02T09:30:01.114Z"
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "next-cursor": null
                     *     }
                     */
                    "application/json": {
                        /** @description Newest first. */
                        records: components["schemas"]["RecordEntry"][];
                        /**
                         * @description How many records match in all.
                         * @example 1
                         */
                        total: number;
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example null
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-release-changes": {
        parameters: {
            query?: {
                /**
                 * @description The `next` of the answer before; without it, from the first.
                 * @example 1207
                 */
                after?: number;
                /**
                 * @description Seconds to wait for a change where there is none yet.
                 * @example 30
                 */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/release-changes",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "changes": [
                     *         {
                     *           "sequence": 1208,
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "change": "ended",
                     *           "at": "2026-11-02T09:30:00Z"
                     *         }
                     *       ],
                     *       "next": 1208
                     *     }
                     */
                    "application/json": {
                        changes: {
                            /**
                             * @description It rises from change to change; others’ lie between them.
                             * @example 1208
                             */
                            sequence: number;
                            /**
                             * @description The access that it is about, if it is about one.
                             * @example ak_4f9d02c7a1b86e35d2f07c94
                             */
                            ak?: string;
                            /**
                             * @description The Data User all of whose accesses it is about, else.
                             * @example duid_4f9d02c7a1b86e35d2f07c94
                             */
                            duid?: string;
                            /**
                             * @description What happened.
                             * @example ended
                             * @enum {string}
                             */
                            change: "ended" | "narrowed" | "tenancy-changed" | "tenancy-restored" | "suspended" | "reactivated";
                            /**
                             * Format: date-time
                             * @description When it happened.
                             * @example 2026-11-02T09:30:00Z
                             */
                            at: string;
                        }[];
                        /**
                         * @description Send it as `after` the next time.
                         * @example 1208
                         */
                        next: number;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-releases": {
        parameters: {
            query?: {
                /**
                 * @description The first day of asking that is listed; without it, the last thirteen months.
                 * @example 2026-11-01
                 */
                since?: string;
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/releases",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "releases": [
                     *         {
                     *           "decision-id": "dec_4f9d02c7a1b86e35d2f07c94",
                     *           "day": "2024-05-01",
                     *           "decision": true,
                     *           "reason": "not-understood",
                     *           "access-key": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "mpxn": "1200023305967",
                     *           "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *           "data-types": [
                     *             "HH-CONSUMPTION"
                     *           ],
                     *           "from": "2024-05-01",
                     *           "to": "2024-05-01",
                     *           "count": 48,
                     *           "first-at": "2026-11-02T09:30:00Z",
                     *           "last-at": "2026-11-02T09:30:00Z"
                     *         }
                     *       ],
                     *       "next-cursor": "WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ"
                     *     }
                     */
                    "application/json": {
                        releases: {
                            /**
                             * @description As it was answered.
                             * @example dec_4f9d02c7a1b86e35d2f07c94
                             */
                            "decision-id": string;
                            /**
                             * Format: date
                             * @description The day in Great Britain on which it was asked.
                             * @example 2024-05-01
                             */
                            day: string;
                            /**
                             * @description Whether the release was permitted.
                             * @example true
                             */
                            decision: boolean;
                            /**
                             * @description The code of the reason.
                             * @enum {string}
                             */
                            reason: "not-understood" | "data-not-named" | "no-such-access" | "organisation-suspended" | "not-started" | "ended" | "data-type-not-covered" | "before-occupancy" | "tenancy-changed" | "permitted";
                            /**
                             * @description Absent where unknown keys were asked for, which are counted and not kept.
                             * @example ak_4f9d02c7a1b86e35d2f07c94
                             */
                            "access-key"?: string;
                            mpxn?: components["schemas"]["Mpxn"];
                            /**
                             * @description The organisation’s id in the register.
                             * @example duid_4f9d02c7a1b86e35d2f07c94
                             */
                            duid?: string;
                            /**
                             * @example [
                             *       "HH-CONSUMPTION"
                             *     ]
                             */
                            "data-types": components["schemas"]["DataType"][];
                            /**
                             * Format: date
                             * @description The first day whose data was asked for.
                             * @example 2024-05-01
                             */
                            from?: string;
                            /**
                             * Format: date
                             * @description The last one.
                             * @example 2024-05-01
                             */
                            to?: string;
                            /**
                             * @description How often it was asked that day, with this outcome.
                             * @example 48
                             */
                            count: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-02T09:30:00Z
                             */
                            "first-at": string;
                            /**
                             * Format: date-time
                             * @example 2026-11-02T09:30:00Z
                             */
                            "last-at": string;
                        }[];
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/self",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["Account"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-self-audit": {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example 4711
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/self/audit",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "events": [
                     *         {
                     *           "event_id": "aud_4f9d02c7a1b86e35d2f07c94",
                     *           "account_id": "northwind-energy",
                     *           "event_type": "access-record.revoked",
                     *           "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                     *           "detail": {
                     *             "reason": "contract-ended",
                     *             "by": "data_user"
                     *           },
                     *           "timestamp": "2026-11-02T09:30:00Z"
                     *         }
                     *       ],
                     *       "next-cursor": "4711"
                     *     }
                     */
                    "application/json": {
                        /** @description Newest first. */
                        events: components["schemas"]["AuditEvent"][];
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example 4711
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "put-self-redirect-urls": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "redirect-urls": [
                 *         "https://northwind.example/welcome-back"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "account-id"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly duid?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "display-name"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly role?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly status?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "contact-url"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "registered-at"?: unknown;
                    /**
                     * @description Where customers may be sent back to. Each is an `https` URL in its normal form (lower-case host, no default port), without user name, password or fragment, and without a query parameter named `state` or `dar-…`. Outside production `http://localhost` and `http://127.0.0.1` are allowed too. One that is named twice counts once.
                     * @example [
                     *       "https://northwind.example/welcome-back"
                     *     ]
                     */
                    "redirect-urls": string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/self/redirect-urls",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "account": {
                     *         "account-id": "northwind-energy",
                     *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                     *         "display-name": "Northwind Energy",
                     *         "role": "data_user",
                     *         "status": "active",
                     *         "contact-url": "https://northwind.example/contact",
                     *         "registered-at": "2026-11-02T09:30:00Z",
                     *         "redirect-urls": [
                     *           "https://northwind.example/welcome-back"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        account: components["schemas"]["Account"];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-self-rotate-secret": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/self/rotate-secret",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "secret-key": "3b8f1c0e5d7a49264f9d02c7a1b86e35d2f07c94e6a8b1f03c5d7e9fa2b4c6d8"
                     *     }
                     */
                    "application/json": {
                        /**
                         * @description The new secret key, shown this once: a replay by `Idempotency-Key` is without it.
                         * @example 3b8f1c0e5d7a49264f9d02c7a1b86e35d2f07c94e6a8b1f03c5d7e9fa2b4c6d8
                         */
                        "secret-key"?: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "webhooks": [
                     *         {
                     *           "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                     *           "callback-url": "https://northwind.example/webhooks/register",
                     *           "notify-days-before": 30,
                     *           "event-types": [
                     *             "consent.withdrawal",
                     *             "consent.expiring",
                     *             "tenancy.change"
                     *           ],
                     *           "created-at": "2026-11-02T09:30:00Z",
                     *           "active": true,
                     *           "alert-email": "ops@northwind.example"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-webhooks": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "callback-url": "https://northwind.example/webhooks/register",
                 *       "alert-email": "ops@northwind.example",
                 *       "notify-days-before": 30,
                 *       "event-types": [
                 *         "consent.withdrawal",
                 *         "consent.expiring"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly wid?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "created-at"?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly active?: unknown;
                    /**
                     * @description https, with a full host name or a public address, without user name or fragment. A host that leads to a private, loopback, link-local or otherwise special address is refused, here and at each send; one that does not resolve yet is not refused here.
                     * @example https://northwind.example/webhooks/register
                     */
                    "callback-url": string;
                    /**
                     * @description Who is told when events stay undelivered or the webhook is disabled.
                     * @example ops@northwind.example
                     */
                    "alert-email": string;
                    /**
                     * @description How many days before a consent ends `consent.expiring` is sent; 30 if left out.
                     * @example 30
                     */
                    "notify-days-before"?: number | null;
                    /**
                     * @description Which events are sent; consent.withdrawal, consent.expiring, tenancy.change if left out.
                     * @example [
                     *       "consent.withdrawal",
                     *       "consent.expiring"
                     *     ]
                     */
                    "event-types"?: ("consent.withdrawal" | "consent.expiring" | "tenancy.change" | "credential.registered")[] | null;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "webhook": {
                     *         "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                     *         "callback-url": "https://northwind.example/webhooks/register",
                     *         "notify-days-before": 30,
                     *         "event-types": [
                     *           "consent.withdrawal",
                     *           "consent.expiring",
                     *           "tenancy.change"
                     *         ],
                     *         "created-at": "2026-11-02T09:30:00Z",
                     *         "active": true,
                     *         "alert-email": "ops@northwind.example"
                     *       },
                     *       "signing-secret": "whsec_vNnJ3P4yR8uVx2ZaQkT7cWf0bLhEo5sGm1iDpYtA9jU="
                     *     }
                     */
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                        /**
                         * @description Signs the deliveries. It is shown this once, and not in a replay of the answer.
                         * @example whsec_vNnJ3P4yR8uVx2ZaQkT7cWf0bLhEo5sGm1iDpYtA9jU=
                         */
                        "signing-secret"?: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "delete-webhooks-wid": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The webhook.
                 * @example wid_4f9d02c7a1b86e35d2f07c94
                 */
                wid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. No body. */
            204: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "patch-webhooks-wid": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The webhook.
                 * @example wid_4f9d02c7a1b86e35d2f07c94
                 */
                wid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "callback-url": "https://northwind.example/webhooks/register",
                 *       "alert-email": "ops@northwind.example",
                 *       "notify-days-before": 30,
                 *       "event-types": [
                 *         "consent.withdrawal",
                 *         "consent.expiring"
                 *       ],
                 *       "active": true,
                 *       "rotate-secret": false
                 *     }
                 */
                "application/json": {
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly wid?: unknown;
                    /** @description Read-only: set by the register, ignored when it is sent back. */
                    readonly "created-at"?: unknown;
                    /**
                     * @description https, with a full host name or a public address, without user name or fragment. A host that leads to a private, loopback, link-local or otherwise special address is refused, here and at each send; one that does not resolve yet is not refused here.
                     * @example https://northwind.example/webhooks/register
                     */
                    "callback-url"?: string | "" | null;
                    /**
                     * @description Who is told when events stay undelivered or the webhook is disabled.
                     * @example ops@northwind.example
                     */
                    "alert-email"?: string | "" | null;
                    /**
                     * @description How many days before a consent ends `consent.expiring` is sent; 30 if left out.
                     * @example 30
                     */
                    "notify-days-before"?: number | null;
                    /**
                     * @description Which events are sent; consent.withdrawal, consent.expiring, tenancy.change if left out.
                     * @example [
                     *       "consent.withdrawal",
                     *       "consent.expiring"
                     *     ]
                     */
                    "event-types"?: ("consent.withdrawal" | "consent.expiring" | "tenancy.change" | "credential.registered")[] | null;
                    /**
                     * @description False: nothing is sent. True: it is sent to again, also after it was disabled.
                     * @example true
                     */
                    active?: boolean | null;
                    /**
                     * @description True: a new signing secret; the old one signs beside it for 15 minutes.
                     * @example false
                     */
                    "rotate-secret"?: boolean | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks/wid_4f9d02c7a1b86e35d2f07c94",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "webhook": {
                     *         "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                     *         "callback-url": "https://northwind.example/webhooks/register",
                     *         "notify-days-before": 30,
                     *         "event-types": [
                     *           "consent.withdrawal",
                     *           "consent.expiring",
                     *           "tenancy.change"
                     *         ],
                     *         "created-at": "2026-11-02T09:30:00Z",
                     *         "active": true,
                     *         "alert-email": "ops@northwind.example"
                     *       },
                     *       "signing-secret": "whsec_vNnJ3P4yR8uVx2ZaQkT7cWf0bLhEo5sGm1iDpYtA9jU="
                     *     }
                     */
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                        /**
                         * @description Only after `rotate-secret`, and never again.
                         * @example whsec_vNnJ3P4yR8uVx2ZaQkT7cWf0bLhEo5sGm1iDpYtA9jU=
                         */
                        "signing-secret"?: string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "get-webhooks-wid-deliveries": {
        parameters: {
            query?: {
                /**
                 * @description `undelivered`: the last try has failed, or the webhook was disabled.
                 * @example pending
                 */
                status?: components["schemas"]["DeliveryStatus"];
                /**
                 * @description How many entries a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next-cursor` of the page before; without it the list starts anew.
                 * @example WyIyMDI2LTExLTAyVDA5OjMwOjAwLjAwMFoiLCJha180ZjlkMDJjN2ExYjg2ZTM1ZDJmMDdjOTQiXQ
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The webhook.
                 * @example wid_4f9d02c7a1b86e35d2f07c94
                 */
                wid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks/wid_4f9d02c7a1b86e35d2f07c94/deliveries",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "deliveries": [
                     *         {
                     *           "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                     *           "event-type": "consent.withdrawal",
                     *           "status": "pending",
                     *           "attempts": [
                     *             {
                     *               "at": "2026-11-02T09:30:00Z",
                     *               "status-code": 200,
                     *               "duration-ms": 84,
                     *               "error": "answered 500"
                     *             }
                     *           ],
                     *           "next-attempt-at": "2026-11-02T09:35:00.000Z",
                     *           "created-at": "2026-11-02T09:30:00Z"
                     *         }
                     *       ],
                     *       "next-cursor": null
                     *     }
                     */
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        /**
                         * @description Send it as `cursor` for the next page; null: this is the last one.
                         * @example null
                         */
                        "next-cursor": string | null;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-webhooks-wid-deliveries-evt-replay": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The webhook.
                 * @example wid_4f9d02c7a1b86e35d2f07c94
                 */
                wid: string;
                /**
                 * @description The `event-id` of a delivery.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                evt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted; it is done soon. */
            202: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks/wid_4f9d02c7a1b86e35d2f07c94/deliveries/evt_4f9d02c7a1b86e35d2f07c94/replay",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94"
                     *     }
                     */
                    "application/json": {
                        /** @example evt_4f9d02c7a1b86e35d2f07c94 */
                        "event-id": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "post-webhooks-wid-test": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description For 24 hours the same key and request replay the first answer instead of doing it again. Another request under the key is a 409. A secret that is shown once is not in a replay.
                 * @example 7b2f6c1e-90d4-4a37-8e15-2c5d0f3a9b68
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /**
                 * @description The webhook.
                 * @example wid_4f9d02c7a1b86e35d2f07c94
                 */
                wid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted; it is done soon. */
            202: {
                headers: {
                    "X-Transaction-Id": components["headers"]["X-Transaction-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "response": {
                     *         "resource": "/v1/webhooks/wid_4f9d02c7a1b86e35d2f07c94/test",
                     *         "timestamp": "2026-11-02T09:30:00.000Z",
                     *         "transaction-id": "tid_4f9d02c7a1b86e35d2f07c94"
                     *       },
                     *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94"
                     *     }
                     */
                    "application/json": {
                        /** @example evt_4f9d02c7a1b86e35d2f07c94 */
                        "event-id": string;
                        response: components["schemas"]["ResponseInfo"];
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["NoBearer"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Down"];
        };
    };
    "receive-consent-withdrawal": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest whole `whsec_…` string.
                 * @example sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291
                 */
                "X-DAR-Signature": string;
                /**
                 * @description The event’s type.
                 * @example consent.withdrawal
                 */
                "X-DAR-Event": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "X-DAR-Timestamp": string;
                /**
                 * @description The `event-id`: the same on every try, so that a repeat is known as one.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                "webhook-id": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "webhook-timestamp": string;
                /**
                 * @description Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation one of each secret for 15 minutes, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                 *       "event-type": "consent.withdrawal",
                 *       "occurred-at": "2026-11-02T09:30:00Z",
                 *       "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                 *       "payload": {
                 *         "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                 *         "mpxn": "1200023305967",
                 *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                 *         "revoked-at": "2026-11-02T09:30:00Z",
                 *         "reason": "customer-request",
                 *         "controller-reference": "CRM-4711"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The same on every try.
                     * @example evt_4f9d02c7a1b86e35d2f07c94
                     */
                    "event-id": string;
                    /** @constant */
                    "event-type": "consent.withdrawal";
                    /**
                     * Format: date-time
                     * @example 2026-11-02T09:30:00Z
                     */
                    "occurred-at": string;
                    /**
                     * @description The webhook by which it comes.
                     * @example wid_4f9d02c7a1b86e35d2f07c94
                     */
                    wid: string;
                    payload: components["schemas"]["ConsentWithdrawal"];
                };
            };
        };
        responses: {
            /** @description Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "receive-consent-expiring": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest whole `whsec_…` string.
                 * @example sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291
                 */
                "X-DAR-Signature": string;
                /**
                 * @description The event’s type.
                 * @example consent.expiring
                 */
                "X-DAR-Event": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "X-DAR-Timestamp": string;
                /**
                 * @description The `event-id`: the same on every try, so that a repeat is known as one.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                "webhook-id": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "webhook-timestamp": string;
                /**
                 * @description Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation one of each secret for 15 minutes, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                 *       "event-type": "consent.expiring",
                 *       "occurred-at": "2026-11-02T09:30:00Z",
                 *       "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                 *       "payload": {
                 *         "ak": "ak_4f9d02c7a1b86e35d2f07c94",
                 *         "mpxn": "1200023305967",
                 *         "duid": "duid_4f9d02c7a1b86e35d2f07c94",
                 *         "expiry": "2026-11-02T09:30:00Z",
                 *         "days-remaining": 30
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The same on every try.
                     * @example evt_4f9d02c7a1b86e35d2f07c94
                     */
                    "event-id": string;
                    /** @constant */
                    "event-type": "consent.expiring";
                    /**
                     * Format: date-time
                     * @example 2026-11-02T09:30:00Z
                     */
                    "occurred-at": string;
                    /**
                     * @description The webhook by which it comes.
                     * @example wid_4f9d02c7a1b86e35d2f07c94
                     */
                    wid: string;
                    payload: components["schemas"]["ConsentExpiring"];
                };
            };
        };
        responses: {
            /** @description Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "receive-tenancy-change": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest whole `whsec_…` string.
                 * @example sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291
                 */
                "X-DAR-Signature": string;
                /**
                 * @description The event’s type.
                 * @example tenancy.change
                 */
                "X-DAR-Event": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "X-DAR-Timestamp": string;
                /**
                 * @description The `event-id`: the same on every try, so that a repeat is known as one.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                "webhook-id": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "webhook-timestamp": string;
                /**
                 * @description Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation one of each secret for 15 minutes, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                 *       "event-type": "tenancy.change",
                 *       "occurred-at": "2026-11-02T09:30:00Z",
                 *       "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                 *       "payload": {
                 *         "mpxn": "1200023305967",
                 *         "effective-date": "2024-05-01",
                 *         "source-reference": "DCC-2026-004711",
                 *         "affected-aks": [
                 *           "ak_4f9d02c7a1b86e35d2f07c94"
                 *         ],
                 *         "withdrawn": true
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The same on every try.
                     * @example evt_4f9d02c7a1b86e35d2f07c94
                     */
                    "event-id": string;
                    /** @constant */
                    "event-type": "tenancy.change";
                    /**
                     * Format: date-time
                     * @example 2026-11-02T09:30:00Z
                     */
                    "occurred-at": string;
                    /**
                     * @description The webhook by which it comes.
                     * @example wid_4f9d02c7a1b86e35d2f07c94
                     */
                    wid: string;
                    payload: components["schemas"]["TenancyChange"];
                };
            };
        };
        responses: {
            /** @description Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "receive-credential-registered": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest whole `whsec_…` string.
                 * @example sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291
                 */
                "X-DAR-Signature": string;
                /**
                 * @description The event’s type.
                 * @example credential.registered
                 */
                "X-DAR-Event": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "X-DAR-Timestamp": string;
                /**
                 * @description The `event-id`: the same on every try, so that a repeat is known as one.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                "webhook-id": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "webhook-timestamp": string;
                /**
                 * @description Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation one of each secret for 15 minutes, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                 *       "event-type": "credential.registered",
                 *       "occurred-at": "2026-11-02T09:30:00Z",
                 *       "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                 *       "payload": {
                 *         "ir": "ir_4f9d02c7a1b86e35d2f07c94",
                 *         "credential-id": "cred_4f9d02c7a1b86e35d2f07c94",
                 *         "registered-at": "2026-11-02T09:30:00Z",
                 *         "initiated-by": "duid_4f9d02c7a1b86e35d2f07c94",
                 *         "verified-by": "magic-link"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The same on every try.
                     * @example evt_4f9d02c7a1b86e35d2f07c94
                     */
                    "event-id": string;
                    /** @constant */
                    "event-type": "credential.registered";
                    /**
                     * Format: date-time
                     * @example 2026-11-02T09:30:00Z
                     */
                    "occurred-at": string;
                    /**
                     * @description The webhook by which it comes.
                     * @example wid_4f9d02c7a1b86e35d2f07c94
                     */
                    wid: string;
                    payload: components["schemas"]["CredentialRegistered"];
                };
            };
        };
        responses: {
            /** @description Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "receive-webhook-test": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `sha256=` and the hex HMAC-SHA256 of the raw body, keyed with the UTF-8 bytes of the newest whole `whsec_…` string.
                 * @example sha256=6f0a4e0d8b1b2f6f4e3c7f0a9d5b8e2c1a7d6f5e4c3b2a1908f7e6d5c4b3a291
                 */
                "X-DAR-Signature": string;
                /**
                 * @description The event’s type.
                 * @example webhook.test
                 */
                "X-DAR-Event": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "X-DAR-Timestamp": string;
                /**
                 * @description The `event-id`: the same on every try, so that a repeat is known as one.
                 * @example evt_4f9d02c7a1b86e35d2f07c94
                 */
                "webhook-id": string;
                /**
                 * @description When this try was sent, in Unix seconds.
                 * @example 1793611801
                 */
                "webhook-timestamp": string;
                /**
                 * @description Signatures of the Standard Webhooks kind, keyed with the base64 after `whsec_`; after a rotation one of each secret for 15 minutes, with a space between.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event-id": "evt_4f9d02c7a1b86e35d2f07c94",
                 *       "event-type": "webhook.test",
                 *       "occurred-at": "2026-11-02T09:30:00Z",
                 *       "wid": "wid_4f9d02c7a1b86e35d2f07c94",
                 *       "payload": {
                 *         "message": "This is a test."
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The same on every try.
                     * @example evt_4f9d02c7a1b86e35d2f07c94
                     */
                    "event-id": string;
                    /** @constant */
                    "event-type": "webhook.test";
                    /**
                     * Format: date-time
                     * @example 2026-11-02T09:30:00Z
                     */
                    "occurred-at": string;
                    /**
                     * @description The webhook by which it comes.
                     * @example wid_4f9d02c7a1b86e35d2f07c94
                     */
                    wid: string;
                    payload: components["schemas"]["WebhookTest"];
                };
            };
        };
        responses: {
            /** @description Taken, answered within 10 seconds. Anything else is tried again after 1 minute, 5 minutes, 30 minutes, 2 hours and 24 hours. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
