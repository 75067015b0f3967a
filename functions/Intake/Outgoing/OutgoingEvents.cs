namespace Intake.Outgoing;

/// <summary>What other systems are told.</summary>
public static class OutgoingEvents
{
    /// <summary>A lead was handed to an account manager.</summary>
    public const string HandoffMade = "handoff.made";

    /// <summary>Somebody else has it now.</summary>
    public const string HandoffGiven = "handoff.given";

    /// <summary>Sales answered.</summary>
    public const string HandoffAnswered = "handoff.answered";

    /// <summary>A lead went to another stage.</summary>
    public const string StageChanged = "stage.changed";

    /// <summary>A customer with an owner did something, and stays below the line: at most once a day for each lead.</summary>
    public const string InterestShown = "interest.shown";

    /// <summary>A try, which nobody chooses: whether the endpoint can be reached.</summary>
    public const string Ping = "ping";

    /// <summary>Whether it is told by the actions of a gate too.</summary>
    public static bool HandsOver(string what) => what is HandoffMade or HandoffGiven;

    /// <summary>All that an endpoint can choose.</summary>
    public static IReadOnlyList<string> All { get; } = [HandoffMade, HandoffGiven, HandoffAnswered, StageChanged, InterestShown];
}
