using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Plays the same scene once for every call to storage that it makes and every way in which that can go wrong,
/// the death of the process there among them.</summary>
internal static class EveryCall
{
    private static readonly FaultKind[] Kinds = [FaultKind.Before, FaultKind.LoseAnswer];

    /// <summary>Plays it.</summary>
    /// <param name="start">Sets the scene: what it calls never fails.</param>
    /// <param name="check">Checks the end; is told which call was struck, and is null for the play without a fault.</param>
    /// <param name="looksUntil">Until when time alone moves leads.</param>
    /// <param name="mostly">Only the deaths, which leave the most undone, unless <c>SCALE=full</c>: for scenes that are slow to set.</param>
    /// <returns>How many calls there are.</returns>
    public static async Task<int> FailsOnceAsync(Func<Task<Pipeline>> start, Action<Pipeline, StorageCall?> check, DateTimeOffset looksUntil = default, bool mostly = false)
    {
        var calls = await PlayAsync(0, FaultKind.Before, dies: false, start, check, looksUntil);
        foreach (var dies in mostly && Environment.GetEnvironmentVariable("SCALE") != "full" ? [true] : new[] { false, true })
            foreach (var kind in Kinds)
                for (var n = 1; n <= calls; n++) await PlayAsync(n, kind, dies, start, check, looksUntil);
        return calls;
    }

    private static async Task<int> PlayAsync(int n, FaultKind kind, bool dies, Func<Task<Pipeline>> start, Action<Pipeline, StorageCall?> check, DateTimeOffset looksUntil)
    {
        using var pipeline = await start();
        var mark = pipeline.Storage.Mark();
        var (left, dead, struck) = (n, false, (StorageCall?)null);
        pipeline.Storage.Pause = (_, _) => dead ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        pipeline.Storage.Fail(call =>
        {
            if (--left != 0) return null;
            (struck, dead) = (call, dies);
            return kind;
        });
        for (var round = 0; round < 40 && pipeline.NextDue(looksUntil) is { } due; round++)
        {
            try
            {
                await pipeline.RunUntilAsync(due > pipeline.Now ? due : pipeline.Now);
            }
            catch (Exception) when (struck is not null)
            {
                // The fault itself: the host logs it and goes on, or is dead.
            }
            if (!dead) continue;
            dead = false;
            pipeline.Restart();
        }
        Assert.Equal(n > 0, struck is not null);
        pipeline.AssertAtRest();
        var calls = pipeline.Storage.CountSince(mark);
        check(pipeline, struck);
        return calls;
    }
}
