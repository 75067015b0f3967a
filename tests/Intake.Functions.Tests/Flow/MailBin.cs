using Intake.Mail;

namespace Intake.Functions.Tests.Flow;

/// <summary>The provider: keeps what it takes, and answers as it is told.</summary>
internal sealed class MailBin(TimeProvider time) : IMailSender
{
    private readonly Queue<Delivery?> answers = new();

    /// <summary>Every mail taken.</summary>
    public List<TakenMail> Taken { get; } = [];

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>The next answers, in order; null for taken. When they are used up, everything is taken.</summary>
    public void Next(params Delivery?[] next)
    {
        foreach (var answer in next) answers.Enqueue(answer);
    }

    /// <summary>Taken, but the answer is lost.</summary>
    public bool LoseNextAnswer { get; set; }

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Asked++;
        if (answers.TryDequeue(out var answer) && answer is not null) return Task.FromResult(answer);
        Taken.Add(new TakenMail(time.GetUtcNow(), mail.MailId, mail.ToAddress, mail.Mail));
        if (!LoseNextAnswer) return Task.FromResult<Delivery>(new Delivery.Delivered($"provider-{Taken.Count}"));
        LoseNextAnswer = false;
        return Task.FromResult<Delivery>(new Delivery.Failed(DeliveryFailure.UnknownOutcome, "timeout"));
    }
}

/// <summary>A mail as the provider got it.</summary>
internal sealed record TakenMail(DateTimeOffset At, string Id, string To, Mail.Mail Mail);
