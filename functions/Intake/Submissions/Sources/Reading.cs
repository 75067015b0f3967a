using System.Collections.Immutable;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>What an adapter made of a genuine call.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>People did something.</summary>
    /// <param name="Items">What, one for each.</param>
    public sealed record Received(ImmutableArray<ReceivedItem> Items) : Reading
    {
        /// <summary>One person did something.</summary>
        public Received(Entry entry, string messageId)
            : this([new ReceivedItem(entry, messageId)])
        {
        }

        /// <summary>Why others of the same call could not be mapped; null when all were. The call is kept whole for them.</summary>
        public Rejection? Rest { get; init; }
    }

    /// <summary>It tells of the course of a webinar: kept with the webinar until that is over.</summary>
    /// <param name="Happened">What happened.</param>
    public sealed record Course(WebinarEvent Happened) : Reading;

    /// <summary>The provider asks whether we know the secret.</summary>
    /// <param name="PlainToken">What it sent.</param>
    public sealed record Challenge(string PlainToken) : Reading;

    /// <summary>Something that we have no use for.</summary>
    public sealed record Ignored : Reading;

    /// <summary>Genuine, but not as the mapping expects it: kept whole, and replayed when the mapping is mended.</summary>
    /// <param name="Rejection">What is wrong.</param>
    public sealed record Unmapped(Rejection Rejection) : Reading;

    /// <summary>Nothing that could ever be read: broken JSON.</summary>
    /// <param name="Rejection">What is wrong.</param>
    public sealed record Broken(Rejection Rejection) : Reading;
}

/// <summary>One thing of a call.</summary>
/// <param name="Entry">What was said.</param>
/// <param name="MessageId">The provider's id of it, the same on every retry.</param>
public sealed record ReceivedItem(Entry Entry, string MessageId);
