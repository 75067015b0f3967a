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

    /// <summary>The lead was taken just now.</summary>
    Accepted,

    /// <summary>The lead was refused just now.</summary>
    Rejected,

    /// <summary>An answer was given before.</summary>
    Answered,

    /// <summary>The handoff is not there any more.</summary>
    Gone,

    /// <summary>The link is old.</summary>
    Expired,

    /// <summary>Storage does not answer: nothing was recorded.</summary>
    TryAgain,

    /// <summary>The link is none of ours.</summary>
    Wrong,
}
