namespace Intake.Storage;

/// <summary>Names of the queues. A queue's poison queue is its name with <c>-poison</c>.</summary>
public static class QueueNames
{
    /// <summary>Submissions as received, batches of <see cref="Submissions.Submission"/>.</summary>
    public const string Submissions = "intake-submissions";

    /// <summary>Submissions of which the person and the company are known.</summary>
    public const string Enriched = "intake-enriched";

    /// <summary>Calls of providers that are no submission at once: the course of a webinar, several people in one, what could not be mapped.</summary>
    public const string Calls = "intake-calls";

    /// <summary>What sales, operators and other systems told us to do.</summary>
    public const string Commands = "intake-commands";

    /// <summary>Passes over all accounts, slice by slice: scoring anew, and simulations.</summary>
    public const string Sweeps = "intake-sweeps";

    /// <summary>What other systems are told: a message for each try of a delivery.</summary>
    public const string Deliveries = "intake-deliveries";

    /// <summary>What the host appends to a queue's name for messages that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>All queues without their poison queues.</summary>
    public static IReadOnlyList<string> All { get; } = [Calls, Submissions, Enriched, Commands, Sweeps, Deliveries];
}

/// <summary>Names of the tables.</summary>
public static class TableNames
{
#pragma warning disable CS1591 // docs/data.md describes each
    public const string People = "People";
    public const string Companies = "Companies";
    public const string Accounts = "Accounts";
    public const string Agenda = "Agenda";
    public const string Routing = "Routing";
    public const string Mails = "Mails";
    public const string Leads = "Leads";
    public const string StageChanges = "StageChanges";
    public const string DeadLetters = "DeadLetters";
    public const string Quarantine = "Quarantine";
    public const string Webinars = "Webinars";
    public const string RateLimits = "RateLimits";
    public const string Playbooks = "Playbooks";
    public const string Answers = "Answers";
    public const string Team = "Team";
    public const string Digests = "Digests";
    public const string Deliveries = "Deliveries";
#pragma warning restore CS1591

    /// <summary>All tables.</summary>
    public static IReadOnlyList<string> All { get; } =
        [People, Companies, Accounts, Agenda, Routing, Mails, Leads, StageChanges, DeadLetters, Quarantine, Webinars, RateLimits, Playbooks, Answers, Digests, Deliveries, Team];
}

/// <summary>Names of the blob containers.</summary>
public static class ContainerNames
{
    /// <summary>Messages and documents too large for a queue message or a table row.</summary>
    public const string Payloads = "payloads";

    /// <summary>The files that people download, such as whitepapers.</summary>
    public const string Assets = "assets";

    /// <summary>Versions of the playbook: those proposed, those that were in force, and which one is.</summary>
    public const string Playbook = "playbook";

    /// <summary>All containers.</summary>
    public static IReadOnlyList<string> All { get; } = [Payloads, Assets, Playbook];
}
