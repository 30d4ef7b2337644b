export interface paths {
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policies, page by page, in the order of their ids */
        get: operations["policies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the one who asks may do with a policy: true, false, or why not */
        get: operations["permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a policy, newest first */
        get: operations["history"];
        put?: never;
        /** Appends a version; nothing is overwritten, and nothing stored where nothing changed */
        post: operations["save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version in force now */
        get: operations["current"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/in-force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version in force at an instant */
        get: operations["inForce"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/numbered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version by its number */
        get: operations["version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/labelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version by its label */
        get: operations["labelled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/planned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions that have yet to take effect, soonest first */
        get: operations["planned"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed from one version to another */
        get: operations["diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The definition document a version was saved under */
        get: operations["definitionOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: each version as it is stored */
        get: operations["watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appends versions of any policies, all or none */
        post: operations["saveMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appends a version with the policy of an old one */
        post: operations["restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back a planned version before it takes effect */
        post: operations["withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version a subject was pinned to */
        get: operations["pinned"];
        put?: never;
        /** Records the version in force for a subject, once */
        post: operations["pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations/recorded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One recorded evaluation with its reviews */
        get: operations["evaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evaluations of a policy, newest first */
        get: operations["evaluations"];
        put?: never;
        /** Judges an input and records the decision, once */
        post: operations["evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations/stale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest evaluation of each subject that another version than the one in force made, with its drift */
        get: operations["stale"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judges inputs and records the decisions, all or none */
        post: operations["evaluateMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judges the newest evaluation of a subject again, and carries over the reviews that still hold */
        post: operations["reevaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/explanations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was decided for a subject, why, and what the version in force now would say */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the approval that violated rules ask for */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses the approval that violated rules ask for */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/waive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets violated rules pass this once */
        post: operations["waive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back what was said of rules */
        post: operations["revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases input and decision of a subject’s evaluations, for good */
        post: operations["erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks every hash and link of a policy */
        get: operations["verify"];
        put?: never;
        /** Checks every hash and link of the trail */
        post: operations["verifyAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the store promises, and what it found when it looked */
        get: operations["doctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archive/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An archive of the trail, or of some policies, as bytes */
        post: operations["exportArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archive/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings in an archive, all or nothing */
        post: operations["importArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archive/import-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings in a plain history, all or nothing */
        post: operations["importHistory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Comparison: {
            /** @enum {string} */
            operator: "<" | "<=" | ">" | ">=" | "==" | "!=" | "in";
            left: string;
            right: string;
            leftValue: string | null;
            rightValue: string | null;
            result: boolean;
        };
        Remedy: {
            field: string;
            /** @enum {string} */
            bound: "at_most" | "less_than" | "at_least" | "more_than" | "equal_to" | "not_equal_to" | "one_of" | "none_of";
            values: string[];
        };
        Violation: {
            ruleId: string;
            ruleName: string;
            /** @enum {string} */
            severity: "blocking" | "warning";
            /** @enum {string} */
            effect: "deny" | "require_approval" | "warn";
            thresholdValue: string | null;
            actualValue: string | null;
            comparisons: components["schemas"]["Comparison"][];
            message: string;
            suggestedResolution: string | null;
            requiredApproval: string | null;
            remedy: components["schemas"]["Remedy"] | null;
        };
        AppliedRule: {
            ruleId: string;
            ruleName: string;
            section: string | null;
            category: string | null;
            description: string | null;
            documentationUrl: string | null;
            group: string | null;
            /** @enum {string} */
            effect: "deny" | "require_approval" | "warn";
            when: string;
            /** @enum {string} */
            outcome: "passed" | "violated" | "failed" | "not_reached" | "disabled";
            failure: {
                code: string;
                message: string;
            } | null;
        };
        Decision: {
            /** @enum {string} */
            status: "approved" | "violation" | "indeterminate";
            reasons: string[];
            violations: components["schemas"]["Violation"][];
            appliedRules: components["schemas"]["AppliedRule"][];
        };
        EffectiveDecision: {
            /** @enum {string} */
            status: "approved" | "violation" | "indeterminate" | "waived";
            approval: {
                required: boolean;
                /** @enum {string} */
                status: "not_required" | "pending" | "approved" | "rejected";
                approvers: string[];
            };
            allowed: boolean;
        };
        Actor: {
            id: string;
            name?: string;
            kind?: string;
            onBehalfOf?: {
                id: string;
                name?: string;
            };
        };
        FieldChange: {
            /** @constant */
            kind: "added";
            path: string;
            field: string;
            after?: unknown;
            /** @constant */
            clipped?: true;
        } | {
            /** @constant */
            kind: "removed";
            path: string;
            field: string;
            before?: unknown;
            /** @constant */
            clipped?: true;
        } | {
            /** @constant */
            kind: "changed";
            path: string;
            field: string;
            before?: unknown;
            after?: unknown;
            /** @constant */
            clipped?: true;
        } | {
            /** @constant */
            kind: "moved";
            path: string;
            field: string;
            from: string;
        };
        ChangeSummary: {
            total: number;
            fields: string[];
            first: components["schemas"]["FieldChange"][];
        };
        VersionOrigin: {
            /** @constant */
            type: "saved";
        } | {
            /** @constant */
            type: "restored";
            version: number;
        } | {
            /** @constant */
            type: "undone";
            version: number;
        } | {
            /** @constant */
            type: "template";
            name: string;
            contentHash: string;
        } | {
            /** @constant */
            type: "migrated";
        } | {
            /** @constant */
            type: "imported";
        } | {
            /** @constant */
            type: "merged";
        };
        VersionHeader: {
            policyId: string;
            version: number;
            requestId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Actor"] | null;
            changeNotes: string | null;
            label: string | null;
            title: string | null;
            /** Format: date-time */
            effectiveAt: string;
            withdraws: number | null;
            origin: components["schemas"]["VersionOrigin"];
            schema: {
                name: string;
                contentHash: string;
            } | null;
            contentHash: string;
            previousHash: string | null;
            hash: string;
        };
        PolicyVersion: {
            policyId: string;
            version: number;
            requestId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Actor"] | null;
            changeNotes: string | null;
            label: string | null;
            title: string | null;
            /** Format: date-time */
            effectiveAt: string;
            withdraws: number | null;
            origin: components["schemas"]["VersionOrigin"];
            schema: {
                name: string;
                contentHash: string;
            } | null;
            contentHash: string;
            previousHash: string | null;
            hash: string;
            policy: components["schemas"]["DefinitionDocument"];
        };
        VersionSummary: {
            policyId: string;
            version: number;
            requestId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Actor"] | null;
            changeNotes: string | null;
            label: string | null;
            title: string | null;
            /** Format: date-time */
            effectiveAt: string;
            withdraws: number | null;
            origin: components["schemas"]["VersionOrigin"];
            schema: {
                name: string;
                contentHash: string;
            } | null;
            contentHash: string;
            previousHash: string | null;
            hash: string;
            changes: components["schemas"]["ChangeSummary"] | null;
            corrupt?: string;
        };
        History: {
            versions: components["schemas"]["VersionSummary"][];
            total: number;
            head?: number;
            current?: number;
        };
        SaveResult: {
            /** @enum {string} */
            status: "saved" | "unchanged" | "already_saved";
            version: components["schemas"]["PolicyVersion"];
            pending: number[];
            preview?: components["schemas"]["FieldChange"][];
        };
        SaveResults: components["schemas"]["SaveResult"][];
        PlannedVersions: {
            version: components["schemas"]["VersionHeader"];
            overrules: number[];
        }[];
        PolicyDiff: {
            policyId: string;
            from: number;
            to: number;
            changes: components["schemas"]["FieldChange"][];
        };
        PolicyPage: {
            policies: {
                policyId: string;
                head: number;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                changedAt: string;
                title: string | null;
            }[];
            total: number;
        };
        WatchEvent: {
            /** @constant */
            type: "versions";
            policyId: string;
            version: number;
        };
        SubjectKey: {
            type: string;
            id: string;
            version: string;
        };
        Pin: {
            policyId: string;
            subject: components["schemas"]["SubjectKey"];
            policyVersion: number;
            versionRequestId: string;
            contentHash: string;
            /** Format: date-time */
            pinnedAt: string;
            pinnedBy: components["schemas"]["Actor"] | null;
            hash: string;
        };
        PinResult: {
            /** @enum {string} */
            status: "pinned" | "already_pinned";
            pin: components["schemas"]["Pin"];
        };
        PinnedVersion: {
            pin: components["schemas"]["Pin"];
            version: components["schemas"]["PolicyVersion"];
        };
        Erasure: {
            policyId: string;
            evaluationId: string;
            /** Format: date-time */
            erasedAt: string;
            erasedBy: components["schemas"]["Actor"] | null;
            reason: string | null;
            hash: string;
        };
        Evaluation: {
            policyId: string;
            id: string;
            subject: components["schemas"]["SubjectKey"] | null;
            policyVersion: number;
            policyLabel: string | null;
            policyTitle: string | null;
            versionRequestId: string;
            contentHash: string;
            schema: {
                name: string;
                contentHash: string;
            } | null;
            engine: string;
            /** @enum {string} */
            status: "approved" | "violation" | "indeterminate";
            /** Format: date-time */
            evaluatedAt: string;
            by: components["schemas"]["Actor"] | null;
            supersedes: string | null;
            /** @enum {string} */
            trigger: "request" | "policy" | "input" | "waiver" | "schedule";
            payloadHash: string;
            hash: string;
            input: unknown | null;
            decision: components["schemas"]["Decision"] | null;
            erased: components["schemas"]["Erasure"] | null;
            corrupt?: string;
        };
        Review: {
            policyId: string;
            evaluationId: string;
            sequence: number;
            requestId: string;
            ruleId: string;
            /** @enum {string} */
            verdict: "approved" | "rejected" | "waived" | "revoked";
            as: string | null;
            by: components["schemas"]["Actor"] | null;
            reason: string | null;
            /** Format: date-time */
            reviewedAt: string;
            expiresAt: string | null;
            upTo: string | null;
            previousHash: string;
            hash: string;
        };
        EvaluationResult: {
            /** @enum {string} */
            status: "recorded" | "already_recorded" | "not_recorded";
            evaluation: components["schemas"]["Evaluation"];
            effective: components["schemas"]["EffectiveDecision"];
        };
        EvaluationResults: components["schemas"]["EvaluationResult"][];
        ReviewedRecord: {
            policyId: string;
            id: string;
            subject: components["schemas"]["SubjectKey"] | null;
            policyVersion: number;
            policyLabel: string | null;
            policyTitle: string | null;
            versionRequestId: string;
            contentHash: string;
            schema: {
                name: string;
                contentHash: string;
            } | null;
            engine: string;
            /** @enum {string} */
            status: "approved" | "violation" | "indeterminate";
            /** Format: date-time */
            evaluatedAt: string;
            by: components["schemas"]["Actor"] | null;
            supersedes: string | null;
            /** @enum {string} */
            trigger: "request" | "policy" | "input" | "waiver" | "schedule";
            payloadHash: string;
            hash: string;
            input: unknown | null;
            decision: components["schemas"]["Decision"] | null;
            erased: components["schemas"]["Erasure"] | null;
            corrupt?: string;
            reviews: components["schemas"]["Review"][];
            effective: components["schemas"]["EffectiveDecision"];
        };
        EvaluationList: {
            evaluations: components["schemas"]["Evaluation"][];
            total: number;
        };
        CarriedReview: {
            ruleId: string;
            review: components["schemas"]["Review"];
        };
        DroppedReview: {
            ruleId: string;
            /** @enum {string} */
            verdict: "approved" | "rejected" | "waived" | "revoked";
            review: components["schemas"]["Review"];
            /** @enum {string} */
            reason: "expired" | "not_violated" | "rule_changed" | "outside_envelope" | "other_values" | "evaluation_erased";
            message: string;
        };
        Reevaluation: {
            /** @enum {string} */
            status: "recorded" | "already_recorded" | "not_recorded";
            evaluation: components["schemas"]["Evaluation"];
            effective: components["schemas"]["EffectiveDecision"];
            supersedes: string;
            carried: components["schemas"]["CarriedReview"][];
            dropped: components["schemas"]["DroppedReview"][];
        };
        ReviewResult: {
            /** @enum {string} */
            status: "appended" | "already_appended";
            reviews: components["schemas"]["Review"][];
            effective: components["schemas"]["EffectiveDecision"];
        };
        ErasingResult: {
            erased: number;
            alreadyErased: number;
        };
        RuleDrift: {
            ruleId: string;
            ruleName: string;
            /** @enum {string} */
            status: "added" | "removed" | "changed" | "same";
            ruleChanges: components["schemas"]["FieldChange"][];
            valueChanges: {
                path: string;
                before: unknown;
                after: unknown;
            }[];
            thresholdBefore: string | null;
            thresholdAfter: string | null;
            actualBefore: string | null;
            actualAfter: string | null;
            outcomeBefore: ("passed" | "violated" | "failed" | "not_reached" | "disabled") | null;
            outcomeAfter: ("passed" | "violated" | "failed" | "not_reached" | "disabled") | null;
        };
        StalePage: {
            stale: {
                evaluation: components["schemas"]["Evaluation"];
                /** @enum {string} */
                grade: "same_content" | "rules_untouched" | "rules_changed" | "outcome_changed";
                rules: components["schemas"]["RuleDrift"][];
            }[];
            next: {
                /** Format: date-time */
                evaluatedAt: string;
                id: string;
            } | null;
        };
        ExplainedSide: {
            version: {
                version: number;
                label: string | null;
                title: string | null;
                contentHash: string;
            };
            policy: components["schemas"]["DefinitionDocument"];
            decision: components["schemas"]["Decision"] | null;
        };
        EvidenceItem: {
            /** @enum {string} */
            kind: "version" | "status" | "rule" | "threshold" | "actual" | "message" | "resolution" | "approval" | "remedy" | "review" | "erasure";
            ruleId: string | null;
            label: string;
            then: string | null;
            now: string | null;
        };
        Explanation: {
            policyId: string;
            subject: components["schemas"]["SubjectKey"] | null;
            /** @enum {string} */
            source: "recorded" | "computed";
            evaluation: components["schemas"]["Evaluation"] | null;
            /** Format: date-time */
            evaluatedAt: string;
            input: unknown | null;
            then: components["schemas"]["ExplainedSide"];
            now: components["schemas"]["ExplainedSide"];
            drift: {
                /** @enum {string} */
                grade: "none" | "same_content" | "rules_untouched" | "rules_changed" | "outcome_changed";
                rules: components["schemas"]["RuleDrift"][];
            };
            reviews: components["schemas"]["Review"][];
            carryOver: {
                carried: components["schemas"]["CarriedReview"][];
                dropped: components["schemas"]["DroppedReview"][];
            };
            effective: {
                then: components["schemas"]["EffectiveDecision"];
                now: components["schemas"]["EffectiveDecision"] | null;
            };
            evidence: components["schemas"]["EvidenceItem"][];
            summary: string;
        };
        VerificationProblem: {
            policyId: string;
            version: number | null;
            subject?: string;
            evaluationId?: string;
            /** @enum {string} */
            kind: "missing" | "unreadable" | "content" | "hash" | "link" | "dates" | "duplicate" | "withdrawal" | "changes" | "head" | "checkpoint" | "pin" | "evaluation" | "payload" | "review" | "erasure";
            message: string;
        };
        Verification: {
            valid: boolean;
            versions: number;
            pins: number;
            evaluations: number;
            reviews: number;
            problems: components["schemas"]["VerificationProblem"][];
            head?: {
                version: number;
                hash: string;
            };
        };
        TrailVerification: {
            valid: boolean;
            versions: number;
            pins: number;
            evaluations: number;
            reviews: number;
            problems: components["schemas"]["VerificationProblem"][];
            policies: number;
            heads: {
                [key: string]: {
                    version: number;
                    hash: string;
                };
            };
        };
        DoctorReport: {
            store: string;
            durable: boolean;
            checks: {
                id: string;
                /** @enum {string} */
                status: "ok" | "warning" | "failed";
                message: string;
            }[];
        };
        ArchiveImport: {
            policies: number;
            versions: {
                appended: number;
                alreadyStored: number;
            };
            pins: {
                appended: number;
                alreadyStored: number;
            };
            evaluations: {
                appended: number;
                alreadyStored: number;
            };
            reviews: {
                appended: number;
                alreadyStored: number;
            };
            erasures: {
                appended: number;
                alreadyStored: number;
                notApplied: number;
            };
        };
        HistoryImport: {
            records: number;
            policies: number;
            saved: number;
            unchanged: number;
            alreadySaved: number;
        };
        PolicyPermissions: {
            /** @description `true`, `false`, or why not */
            view: boolean | string;
            /** @description `true`, `false`, or why not */
            compare: boolean | string;
            /** @description `true`, `false`, or why not */
            edit: boolean | string;
            /** @description `true`, `false`, or why not */
            restore: boolean | string;
            /** @description `true`, `false`, or why not */
            run: boolean | string;
            /** @description `true`, `false`, or why not */
            review: boolean | string;
        };
        /** @description What went wrong, as application/problem+json */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code?: string;
            details?: {
                [key: string]: unknown;
            };
        };
        DefinitionDocument: {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    policies: {
        parameters: {
            query?: {
                prefix?: string;
                after?: string;
                limit?: number;
                includeInternal?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies, page by page, in the order of their ids */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    permissions: {
        parameters: {
            query: {
                policyId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the one who asks may do with a policy: true, false, or why not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPermissions"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    history: {
        parameters: {
            query: {
                policyId: string;
                limit?: number;
                before?: number;
                after?: number;
                "filter.text"?: string;
                "filter.author"?: string;
                "filter.from"?: string;
                "filter.to"?: string;
                "filter.field"?: string;
            };
            header?: {
                /** @description An ETag: 304 where nothing changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions of a policy, newest first */
            200: {
                headers: {
                    /** @description `"v<number>-…"` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description As it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
                /** @description An ETag: the same as `expectedVersion` */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    policy: {
                        [key: string]: unknown;
                    };
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    changeNotes?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                    /** @description The head that was seen, 0 for none. Also as the header If-Match */
                    expectedVersion?: number;
                    label?: string;
                    title?: string;
                    allowUnchanged?: boolean;
                    /**
                     * Format: date-time
                     * @description RFC 3339, with an offset
                     * @example 2025-10-03T09:15:00.000Z
                     */
                    effectiveAt?: string;
                    /** @description Stores nothing; the answer says what would happen */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Appends a version; nothing is overwritten, and nothing stored where nothing changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    current: {
        parameters: {
            query: {
                policyId: string;
            };
            header?: {
                /** @description An ETag: 304 where nothing changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version in force now */
            200: {
                headers: {
                    /** @description `"v<number>-…"` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            /** @description As it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inForce: {
        parameters: {
            query: {
                policyId: string;
                at: string;
            };
            header?: {
                /** @description An ETag: 304 where nothing changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version in force at an instant */
            200: {
                headers: {
                    /** @description `"v<number>-…"` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            /** @description As it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    version: {
        parameters: {
            query: {
                policyId: string;
                version: number;
            };
            header?: {
                /** @description An ETag: 304 where nothing changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version by its number */
            200: {
                headers: {
                    /** @description `"v<number>-…"` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            /** @description As it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    labelled: {
        parameters: {
            query: {
                policyId: string;
                label: string;
            };
            header?: {
                /** @description An ETag: 304 where nothing changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version by its label */
            200: {
                headers: {
                    /** @description `"v<number>-…"` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            /** @description As it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planned: {
        parameters: {
            query: {
                policyId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions that have yet to take effect, soonest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedVersions"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff: {
        parameters: {
            query: {
                policyId: string;
                from: number;
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changed from one version to another */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDiff"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    definitionOf: {
        parameters: {
            query: {
                "schema.name": string;
                "schema.contentHash": string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The definition document a version was saved under */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionDocument"];
                };
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watch: {
        parameters: {
            query: {
                policyId: string;
            };
            header?: {
                /** @description The last event that was heard: what came after it is told */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: each version as it is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    drafts: {
                        /**
                         * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                         * @example team/pricing
                         */
                        policyId: string;
                        policy: {
                            [key: string]: unknown;
                        };
                        /** @description Best left out: it can’t be another than the one who asks */
                        by?: string | {
                            id: string;
                            name?: string;
                            kind?: string;
                            onBehalfOf?: {
                                id: string;
                                name?: string;
                            };
                        };
                        /** @description Up to 10,000 characters */
                        changeNotes?: string;
                        /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                        requestId?: string;
                        /** @description The head that was seen, 0 for none. Also as the header If-Match */
                        expectedVersion?: number;
                        label?: string;
                        title?: string;
                        allowUnchanged?: boolean;
                        /**
                         * Format: date-time
                         * @description RFC 3339, with an offset
                         * @example 2025-10-03T09:15:00.000Z
                         */
                        effectiveAt?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Appends versions of any policies, all or none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveResults"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
                /** @description An ETag: the same as `expectedVersion` */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    version: number;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    changeNotes?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                    /** @description The head that was seen, 0 for none. Also as the header If-Match */
                    expectedVersion?: number;
                    label?: string;
                    title?: string;
                    allowUnchanged?: boolean;
                    /** @description Stores nothing; the answer says what would happen */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Appends a version with the policy of an old one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
                /** @description An ETag: the same as `expectedVersion` */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    version: number;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    changeNotes?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                    /** @description The head that was seen, 0 for none. Also as the header If-Match */
                    expectedVersion?: number;
                };
            };
        };
        responses: {
            /** @description Takes back a planned version before it takes effect */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pinned: {
        parameters: {
            query: {
                policyId: string;
                "subject.type": string;
                "subject.id": string;
                "subject.version"?: string | number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version a subject was pinned to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinnedVersion"];
                };
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    subject: {
                        type: string;
                        id: string;
                        version?: string | number;
                    };
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Records the version in force for a subject, once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    evaluation: {
        parameters: {
            query: {
                policyId: string;
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One recorded evaluation with its reviews */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedRecord"];
                };
            };
            /** @description There is nothing like that */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    evaluations: {
        parameters: {
            query: {
                policyId: string;
                limit?: number;
                "before.evaluatedAt"?: string;
                "before.id"?: string;
                "filter.subject.type"?: string;
                "filter.subject.id"?: string;
                "filter.subject.version"?: string | number;
                "filter.status"?: "approved" | "violation" | "indeterminate";
                "filter.ruleId"?: string;
                "filter.policyVersion"?: number;
                "filter.from"?: string;
                "filter.to"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evaluations of a policy, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationList"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    evaluate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `id`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    input: unknown;
                    subject?: {
                        type: string;
                        id: string;
                        version?: string | number;
                    };
                    version?: number;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    id?: string;
                    /** @description Stores nothing; the answer says what would happen */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Judges an input and records the decision, once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stale: {
        parameters: {
            query: {
                policyId: string;
                limit?: number;
                "before.evaluatedAt"?: string;
                "before.id"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest evaluation of each subject that another version than the one in force made, with its drift */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StalePage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    evaluateMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    requests: {
                        /**
                         * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                         * @example team/pricing
                         */
                        policyId: string;
                        input: unknown;
                        subject?: {
                            type: string;
                            id: string;
                            version?: string | number;
                        };
                        version?: number;
                        /** @description Best left out: it can’t be another than the one who asks */
                        by?: string | {
                            id: string;
                            name?: string;
                            kind?: string;
                            onBehalfOf?: {
                                id: string;
                                name?: string;
                            };
                        };
                        /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                        id?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Judges inputs and records the decisions, all or none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationResults"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reevaluate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `id`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    subject: {
                        type: string;
                        id: string;
                        version?: string | number;
                    };
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    input?: unknown;
                    version?: number;
                    /** @enum {string} */
                    trigger?: "request" | "policy" | "input" | "waiver" | "schedule";
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    id?: string;
                };
            };
        };
        responses: {
            /** @description Judges the newest evaluation of a subject again, and carries over the reviews that still hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reevaluation"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    subject: {
                        type: string;
                        id: string;
                        version?: string | number;
                    };
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    evaluationId?: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, with an offset
                     * @example 2025-10-03T09:15:00.000Z
                     */
                    at?: string;
                    input?: unknown;
                };
            };
        };
        responses: {
            /** @description What was decided for a subject, why, and what the version in force now would say */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    evaluationId: string;
                    ruleIds?: string[];
                    as?: string;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    reason?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, with an offset
                     * @example 2025-10-03T09:15:00.000Z
                     */
                    expiresAt?: string;
                    upTo?: string | number;
                };
            };
        };
        responses: {
            /** @description Gives the approval that violated rules ask for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    evaluationId: string;
                    ruleIds?: string[];
                    as?: string;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    reason?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                };
            };
        };
        responses: {
            /** @description Refuses the approval that violated rules ask for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    waive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    evaluationId: string;
                    ruleIds?: string[];
                    as?: string;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    reason?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, with an offset
                     * @example 2025-10-03T09:15:00.000Z
                     */
                    expiresAt?: string;
                    upTo?: string | number;
                };
            };
        };
        responses: {
            /** @description Lets violated rules pass this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same as `requestId`: makes a retry safe */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    evaluationId: string;
                    ruleIds?: string[];
                    as?: string;
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    reason?: string;
                    /** @description Makes a retry safe: 1 to 128 printable ASCII characters. Also as the header Idempotency-Key */
                    requestId?: string;
                };
            };
        };
        responses: {
            /** @description Takes back what was said of rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 1 to 200 characters; ids that begin with `~` are Policytrail’s own
                     * @example team/pricing
                     */
                    policyId: string;
                    subject: {
                        type: string;
                        id: string;
                        version?: string | number;
                    };
                    /** @description Best left out: it can’t be another than the one who asks */
                    by?: string | {
                        id: string;
                        name?: string;
                        kind?: string;
                        onBehalfOf?: {
                            id: string;
                            name?: string;
                        };
                    };
                    /** @description Up to 10,000 characters */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Erases input and decision of a subject’s evaluations, for good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasingResult"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify: {
        parameters: {
            query: {
                policyId: string;
                "checkpoint.version"?: number;
                "checkpoint.hash"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Checks every hash and link of a policy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    checkpoints?: {
                        [key: string]: {
                            version: number;
                            hash: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Checks every hash and link of the trail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrailVerification"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the store promises, and what it found when it looked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorReport"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportArchive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policyIds?: string[];
                    /** @description Default true */
                    gzip?: boolean;
                };
            };
        };
        responses: {
            /** @description An archive of the trail, or of some policies, as bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                    "application/x-ndjson": unknown;
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importArchive: {
        parameters: {
            query?: {
                maxBytes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": unknown;
                "application/x-ndjson": unknown;
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Brings in an archive, all or nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveImport"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importHistory: {
        parameters: {
            query?: {
                maxBytes?: number;
                allowUnchanged?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": unknown;
                "application/x-ndjson": unknown;
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Brings in a plain history, all or nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryImport"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
