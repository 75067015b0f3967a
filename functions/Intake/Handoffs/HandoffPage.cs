namespace Intake.Handoffs;

/// <summary>What an answer page has to say.</summary>
public enum HandoffPage
{
    /// <summary>Asks which answer.</summary>
    Choose,

    /// <summary>Asks to confirm taking it.</summary>
    Accept,

    /// <summary>Asks why not.</summary>
    Reject,

    /// <summary>Asks until when.</summary>
    Snooze,

    /// <summary>Asks for which colleague.</summary>
    Pass,

    /// <summary>Asks to confirm that it is nobody's they know of.</summary>
    Territory,

    /// <summary>The lead was taken just now.</summary>
    Accepted,

    /// <summary>The lead was refused just now.</summary>
    Rejected,

    /// <summary>It was put off just now.</summary>
    Snoozed,

    /// <summary>It was passed on to a colleague just now.</summary>
    Passed,

    /// <summary>Somebody else is sought as of now.</summary>
    SoughtFor,

    /// <summary>Taken before: asks what came of it.</summary>
    FollowUp,

    /// <summary>Asks to confirm a contact.</summary>
    Contact,

    /// <summary>Asks to confirm how far it is.</summary>
    Stage,

    /// <summary>Asks why it is given back.</summary>
    Back,

    /// <summary>A contact was noted just now.</summary>
    Noted,

    /// <summary>How far it is was noted just now.</summary>
    Moved,

    /// <summary>An answer was given before.</summary>
    Answered,

    /// <summary>It was taken, and came to an end.</summary>
    Closed,

    /// <summary>Somebody else has it by now.</summary>
    Given,

    /// <summary>The handoff is not there any more.</summary>
    Gone,

    /// <summary>The link is old.</summary>
    Expired,

    /// <summary>Storage does not answer: nothing was recorded.</summary>
    TryAgain,

    /// <summary>The link is none of ours.</summary>
    Wrong,
}
