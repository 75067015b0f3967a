namespace Intake.Mail;

/// <summary>What became of a send.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The provider took it; <paramref name="MessageId"/> is the provider's name for it, where it gave one.</summary>
    public sealed record Delivered(string? MessageId) : Delivery;

    /// <summary>It was not taken, or we cannot know.</summary>
    /// <param name="Category">Why.</param>
    /// <param name="Reason">For the operator; nothing personal.</param>
    /// <param name="NotBefore">When the provider said to come back, if it did.</param>
    public sealed record Failed(DeliveryFailure Category, string Reason, DateTimeOffset? NotBefore = null) : Delivery
    {
        /// <summary>Whether the same mail may be sent again as soon as it is time.
        /// An unknown outcome may not: it waits for evidence first.</summary>
        public bool Retryable => Category is DeliveryFailure.RateLimited or DeliveryFailure.ProviderError or DeliveryFailure.NotSent;
    }
}

/// <summary>Why a mail was not taken.</summary>
public enum DeliveryFailure
{
    /// <summary>Too many; the provider says when to come back.</summary>
    RateLimited,

    /// <summary>The provider failed and says so: nothing was taken.</summary>
    ProviderError,

    /// <summary>The provider was never reached: no connection was made.</summary>
    NotSent,

    /// <summary>The provider refuses it, as it will each time: the key, the sender or the mail itself is wrong.</summary>
    Rejected,

    /// <summary>The request went out and no answer came back: it may have been taken.</summary>
    UnknownOutcome,
}
