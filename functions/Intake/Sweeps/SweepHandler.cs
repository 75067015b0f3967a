using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Intake.Storage;
using Microsoft.Extensions.Options;

namespace Intake.Sweeps;

/// <summary>Goes over all accounts, lane by lane and slice by slice: does a slice, notes how far it is, puts the next. Dying anywhere, it goes on from the note.</summary>
public sealed class SweepHandler(IEnumerable<ISweepWork> works, SweepTable table, MessageQueue messages, IOptions<SweepOptions> options)
{
    private readonly FrozenDictionary<string, ISweepWork> works = works.ToFrozenDictionary(work => work.Kind, StringComparer.Ordinal);

    /// <summary>Starts a pass; started again it is the same one.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="group">What it is part of.</param>
    /// <param name="cancellationToken">Cancels the puts.</param>
    public async Task StartAsync(string kind, string group, CancellationToken cancellationToken)
    {
        var lanes = options.Value.Lanes;
        for (var lane = 0; lane < lanes; lane++)
        {
            var first = new Sweep { Id = "", Kind = kind, Group = group, Lane = lane, Lanes = lanes, After = Lanes.Text(Lanes.First(lane, lanes)) };
            await PutAsync(first, cancellationToken);
        }
    }

    /// <summary>Does one step.</summary>
    public async Task HandleAsync(Sweep step, CancellationToken cancellationToken)
    {
        var work = works.GetValueOrDefault(step.Kind) ?? throw new InvalidDataException($"The pass {step.Id} is of an unknown kind.");
        if (step.Account is not null)
        {
            await work.RunAsync(step, cancellationToken);
            await FinishAsync(work, step, cancellationToken);
            return;
        }
        var found = await table.FindAsync(step, cancellationToken);
        var (progress, etag) = found is { } known ? (known.Progress, (ETag?)known.ETag) : (Begun(step), null);
        if (progress.Step == step.Step && !progress.IsDone)
        {
            var slice = await work.RunAsync(step, cancellationToken);
            foreach (var account in slice.Failed) await PutAsync(step with { Account = account, Id = "" }, cancellationToken);
            progress = await NoteAsync(step, progress.With(slice), etag, cancellationToken);
        }
        await GoOnAsync(work, step, progress, cancellationToken);
    }

    // It may have been noted meanwhile that this step was put, which changes nothing of where the lane is; and this very note may have been written by a try
    // whose answer was lost, or by another run: with it the lane goes on, for a step that is put twice does no harm and one that is not put ends the pass.
    private async Task<SweepProgress> NoteAsync(Sweep step, SweepProgress progress, ETag? etag, CancellationToken cancellationToken)
    {
        while (!await table.PutAsync(step, progress, etag, cancellationToken))
        {
            if (await table.FindAsync(step, cancellationToken) is not { } now) throw new OvertakenException($"The pass {step.Id}", 1);
            if (now.Progress.Step != step.Step || now.Progress.IsDone) return now.Progress;
            etag = now.ETag;
        }
        return progress;
    }

    // A message that comes again, when its run died after the note.
    private async Task GoOnAsync(ISweepWork work, Sweep step, SweepProgress progress, CancellationToken cancellationToken)
    {
        if (progress.IsDone)
        {
            await FinishAsync(work, step, cancellationToken);
            return;
        }
        if (progress.IsPut || progress.Step != step.Step + 1) return;
        await PutAsync(step with { Step = progress.Step, After = progress.After }, cancellationToken);
        if (await table.FindAsync(step, cancellationToken) is { } now && now.Progress.Step == progress.Step)
            await table.PutAsync(step, progress with { IsPut = true }, now.ETag, cancellationToken);
    }

    // Also after an account that was left over: the end was told without it.
    private async Task FinishAsync(ISweepWork work, Sweep step, CancellationToken cancellationToken)
    {
        if (SweepState.Of(await table.AllAsync(step.Kind, step.Group, cancellationToken)) is { IsDone: true }) await work.FinishAsync(step.Group, cancellationToken);
    }

    private Task PutAsync(Sweep step, CancellationToken cancellationToken)
    {
        var id = Keys.Id(step.Kind, step.Group, step.Account ?? "", step.Lane.ToString(CultureInfo.InvariantCulture), step.Step.ToString(CultureInfo.InvariantCulture));
        return messages.PutAsync(
            QueueNames.Sweeps, "sweeps", id, [step with { Id = id }], IntakeJson.Default.EnvelopeSweep, cancellationToken);
    }

    private static SweepProgress Begun(Sweep step) => new()
    {
        Lane = step.Lane, Lanes = step.Lanes, Step = 0, After = step.After, IsDone = false, IsPut = false,
        Counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
    };
}
