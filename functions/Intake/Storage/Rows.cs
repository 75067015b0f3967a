namespace Intake.Storage;

/// <summary>Row keys, table by table; every one is made here.</summary>
public static class Rows
{
    /// <summary>People: the one row of a person's partition.</summary>
    public const string Identity = "identity";

    /// <summary>Companies: a company by its id in the account book.</summary>
    public static string CompanyId(string id) => "id:" + id;

    /// <summary>Companies: a company by its registrable domain.</summary>
    public static string CompanyDomain(string domain) => "domain:" + domain;

    /// <summary>Companies: prefix of names.</summary>
    public const string CompanyNamePrefix = "name:";

    /// <summary>Companies: a company under the hash of a key that its name is looked for under.</summary>
    public static string CompanyName(string hash, string id) => $"{CompanyNamePrefix}{hash}:{id}";

    /// <summary>Companies: an account that is a company's, or claims to be, beside the one that its domains name.</summary>
    public static string CompanyAccount(string id, string account) => $"account:{id}:{account}";

    /// <summary>Companies: what providers told of a domain that the account book lacks, by the domain's hash.</summary>
    public static string CompanyLookup(string hash) => "lookup:" + hash;

    /// <summary>Accounts: the first partition after all accounts, whose ids are hex digits.</summary>
    public const string AfterAccounts = "~";

    /// <summary>Accounts: the account itself, whose ETag is the lock.</summary>
    public const string Account = "account";

    /// <summary>Accounts: prefix of leads.</summary>
    public const string LeadPrefix = "lead:";

    /// <summary>Accounts: prefix of open handoffs.</summary>
    public const string HandoffPrefix = "handoff:";

    /// <summary>Accounts: prefix of side effects not yet carried out.</summary>
    public const string OutboxPrefix = "outbox:";

    /// <summary>Accounts: everything a decision needs sorts before this.</summary>
    public const string PersonPrefix = "person:";

    /// <summary>Accounts: the first key after all persons.</summary>
    public const string AfterPersons = "person;";

    /// <summary>Accounts: whether a decision loads the row; what was written for history is never replaced.</summary>
    public static bool IsLoaded(string row) => string.CompareOrdinal(row, PersonPrefix) < 0;

    /// <summary>Accounts: a lead. <paramref name="leadKey"/> is <c>{proposition}:{round}</c>.</summary>
    public static string Lead(string leadKey) => LeadPrefix + leadKey;

    /// <summary>Accounts: an open handoff.</summary>
    public static string Handoff(string id) => HandoffPrefix + id;

    /// <summary>Accounts: prefix of closed handoffs.</summary>
    public const string ClosedHandoffPrefix = "z:handoff:";

    /// <summary>Accounts: the first key after all closed handoffs.</summary>
    public const string AfterClosedHandoffs = "z:handoff;";

    /// <summary>Accounts: a closed handoff.</summary>
    public static string ClosedHandoff(string id) => ClosedHandoffPrefix + id;

    /// <summary>Accounts: a side effect; sorted by the commit that decided it.</summary>
    public static string Outbox(long revision, int number) => $"{OutboxPrefix}{revision:D12}-{number:D3}";

    /// <summary>Accounts: a person.</summary>
    public static string Person(string id) => PersonPrefix + id;

    /// <summary>Accounts: prefix of submissions.</summary>
    public const string SubmissionPrefix = "z:submission:";

    /// <summary>Accounts: the first key after all submissions.</summary>
    public const string AfterSubmissions = "z:submission;";

    /// <summary>Accounts: a submission; inserting it makes a repeat a no-op.</summary>
    public static string Submission(string id) => SubmissionPrefix + id;

    /// <summary>Accounts: other content under the same key, kept beside the first.</summary>
    public static string Conflict(string id, string fingerprint) => $"z:conflict:{id}:{fingerprint}";

    /// <summary>Accounts: prefix of what changed without a submission.</summary>
    public const string EventPrefix = "z:event:";

    /// <summary>Accounts: the first key after all that changed without a submission.</summary>
    public const string AfterEvents = "z:event;";

    /// <summary>Accounts: what the commit of a revision changed of all that scoring reads.</summary>
    public static string Event(long revision) => $"{EventPrefix}{revision:D12}";

    /// <summary>Accounts: prefix of changes of stages.</summary>
    public const string StagePrefix = "z:stage:";

    /// <summary>Accounts: a change of stage.</summary>
    public static string Stage(DateTimeOffset at, string leadKey, long revision) => $"{StagePrefix}{Time(at)}:{leadKey}:{revision:D12}";

    /// <summary>Accounts: prefix of facts that changed.</summary>
    public const string FactPrefix = "z:fact:";

    /// <summary>Accounts: the first key after all facts.</summary>
    public const string AfterFacts = "z:fact;";

    /// <summary>Accounts: the facts of the account that a commit changed.</summary>
    public static string Facts(long revision) => $"{FactPrefix}{revision:D12}";

    /// <summary>Accounts: the facts of a person that a commit of an account changed; they go along when the person goes to another.</summary>
    public static string Facts(long revision, string account, string person) => $"{FactPrefix}{revision:D12}:{account}:{person}";

    /// <summary>Accounts: a merge by which the account, or a person of it, went to another.</summary>
    public static string Merge(string id) => "z:merge:" + id;

    /// <summary>Accounts: how far that merge is.</summary>
    public static string Progress(string id) => "z:progress:" + id;

    /// <summary>Accounts: a merge by which others came.</summary>
    public static string Arrival(string id) => "z:merged:" + id;

    /// <summary>Accounts: prefix of what happened, the newest first.</summary>
    public const string TimelinePrefix = "z:timeline:";

    /// <summary>Accounts: the first key after all that happened.</summary>
    public const string AfterTimeline = "z:timeline;";

    /// <summary>Accounts: something that happened; the later the smaller the key. With the account in which it happened and the commit that wrote it there, since
    /// it may come to be told in another.</summary>
    public static string Timeline(DateTimeOffset at, string account, long revision, int number) =>
        $"{TimelinePrefix}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}:{account}:{revision:D12}-{number:D3}";

    /// <summary>Agenda: due time first, so that a range up to now is the work list.</summary>
    public static string Agenda(DateTimeOffset due, string kind, string account, string reference) => $"{Time(due)}:{kind}:{account}:{reference}";

    /// <summary>Leads: one row a lead.</summary>
    public static string LeadIndex(string account, string leadKey) => $"{account}:{leadKey}";

    /// <summary>Leads: the account of a row.</summary>
    public static string AccountOf(string row) => row[..row.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Leads: the first key after all leads of an account.</summary>
    public static string AfterLeads(string account) => account + ";";

    /// <summary>StageChanges: within the day's partition, made of the account's own row of the move.</summary>
    public static string StageChange(string stageRow, string account) => $"{stageRow[StagePrefix.Length..]}:{account}";

    /// <summary>Webinars: prefix of registrations and cancellations.</summary>
    public const string RegistrantPrefix = "registrant:";

    /// <summary>Webinars: prefix of what happened.</summary>
    public const string PresencePrefix = "presence:";

    /// <summary>Webinars: what a submission of a person said about coming.</summary>
    public static string Registrant(string person, string submission) => $"{RegistrantPrefix}{person}:{submission}";

    /// <summary>Webinars: an event in its course; inserting it makes a repeat a no-op.</summary>
    public static string Presence(string id) => PresencePrefix + id;

    /// <summary>Playbooks: prefix of the lanes of a kind of pass.</summary>
    public static string Sweeps(string kind) => $"sweep:{kind}:";

    /// <summary>Playbooks: the first key after all lanes of a kind of pass.</summary>
    public static string AfterSweeps(string kind) => $"sweep:{kind};";

    /// <summary>Playbooks: how far a lane of a pass is.</summary>
    public static string Sweep(string kind, int lane) => $"{Sweeps(kind)}{lane:D2}";

    /// <summary>Playbooks: prefix of leads that are held.</summary>
    public const string HeldPrefix = "held:";

    /// <summary>Playbooks: the first key after all leads that are held.</summary>
    public const string AfterHeld = "held;";

    /// <summary>Playbooks: a lead that the version would newly hand off, until somebody decides.</summary>
    public static string Held(string account, string leadKey) => $"{HeldPrefix}{account}:{leadKey}";

    /// <summary>Playbooks: prefix of approvals.</summary>
    public const string ApprovalPrefix = "approval:";

    /// <summary>Playbooks: that a side approved the version.</summary>
    public static string Approval(string side) => ApprovalPrefix + side;

    /// <summary>Playbooks: prefix of the times at which the version came into force.</summary>
    public const string ActivationPrefix = "activation:";

    /// <summary>Playbooks: the first key after all approvals, and so after all activations.</summary>
    public const string AfterApprovals = "approval;";

    /// <summary>Playbooks: that the version came into force.</summary>
    public static string Activation(DateTimeOffset from) => ActivationPrefix + Time(from);

    /// <summary>Team: the one row, and its partition.</summary>
    public const string Team = "team";

    /// <summary>Deliveries: whether the endpoint is there.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>Digests: the one row of an account manager's partition.</summary>
    public const string Digest = "digest";

    /// <summary>UTC, to the millisecond, sortable.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture);
}
