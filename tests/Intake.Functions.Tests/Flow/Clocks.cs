using System.Globalization;
using Intake.Accounts;
using Intake.Commands;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Leads whose clocks run.</summary>
internal static class Clocks
{
    /// <summary>An instant as the clock in Amsterdam shows it.</summary>
    public static DateTimeOffset At(string local) => Intake.Tests.Handoffs.Sample.Amsterdam(local);

    /// <summary>Somebody asked on Thursday 24 September at 14:00 in Amsterdam, and Fenna was mailed.</summary>
    public static async Task<Pipeline> MailedAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport], clocks: true);
        await pipeline.ProcessAsync(Some.Demo(1));
        Assert.Equal("fenna", Assert.Single(pipeline.Handoffs()).AccountManager);
        return pipeline;
    }

    /// <summary>The same, accepted a quarter of an hour later.</summary>
    public static async Task<Pipeline> AcceptedAsync()
    {
        var pipeline = await MailedAsync();
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(15));
        await pipeline.AnswerAsync(AnswerKinds.Accept);
        return pipeline;
    }

    /// <summary>Whoever has it answers, and the answer is carried out.</summary>
    public static async Task AnswerAsync(this Pipeline pipeline, string kind, Func<AnswerCommand, AnswerCommand>? with = null)
    {
        await pipeline.OrderAsync(await pipeline.AnswerOfAsync(kind, with));
        await pipeline.DrainAsync();
    }

    /// <summary>The answer of whoever has it.</summary>
    public static async Task<AnswerCommand> AnswerOfAsync(this Pipeline pipeline, string kind, Func<AnswerCommand, AnswerCommand>? with = null)
    {
        var state = await pipeline.StateAsync();
        var handoff = Assert.Single(state.Handoffs.Values);
        var command = new AnswerCommand
        {
            Id = Keys.Id("answer", handoff.Id, kind, $"{pipeline.Now.UtcTicks}"), At = pipeline.Now, Account = state.Account.Id, Handoff = handoff.Id, Answer = kind, By = handoff.AccountManager!,
        };
        return with is null ? command : with(command);
    }

    /// <summary>Lets a command come later.</summary>
    public static async Task LaterAsync(this Pipeline pipeline, Command command, DateTimeOffset at)
    {
        await pipeline.OrderAsync(command);
        var queue = pipeline.Storage.Queues.GetQueueClient(QueueNames.Commands);
        var message = (await queue.ReceiveMessageAsync()).Value;
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        await queue.SendMessageAsync(message.Body, at - pipeline.Now, TimeSpan.FromSeconds(-1));
    }

    /// <summary>Every mail: when, in Amsterdam, to whom, and what it says.</summary>
    public static IEnumerable<string> Told(this Pipeline pipeline) => pipeline.Mails.Taken.Select(mail => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeZoneInfo.ConvertTime(mail.At, Intake.Tests.Handoffs.Sample.Rules.Hours.Zone):ddd HH:mm} {mail.To[..mail.To.IndexOf('@', StringComparison.Ordinal)]}: {What(mail.Mail.Subject)}"));

    /// <summary>The stage that the lead is in.</summary>
    public static async Task<string> StageAsync(this Pipeline pipeline) => (await pipeline.StateAsync()).Latest("charging")!.Stage;

    private static string What(string subject) => subject[(subject.IndexOf(": ", StringComparison.Ordinal) + 2)..];
}
