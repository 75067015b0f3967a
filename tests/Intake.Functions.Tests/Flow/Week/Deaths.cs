using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>When the process dies, at a call to storage or of the provider.</summary>
internal enum Death
{
    /// <summary>Not now.</summary>
    No,

    /// <summary>Before anything came of the call.</summary>
    Before,

    /// <summary>After it was carried out, and before its answer came.</summary>
    After,
}

/// <summary>Lets the run of the timer die at a random call now and then; dead, it makes no other.</summary>
internal sealed class Deaths(Random random, int meanGap)
{
    private int left = random.Next(1, 2 * meanGap);

    /// <summary>How often it died.</summary>
    public int Count { get; private set; }

    /// <summary>How often at a call of the provider.</summary>
    public int AtMail { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>Whether the timer runs: nothing else dies.</summary>
    public bool IsArmed { get; set; }

    public void Hang(StorageDouble storage)
    {
        storage.Pause = (_, _) => IsDead ? throw new ProcessDiedException() : ValueTask.CompletedTask;
        storage.Fail(_ => Next() switch { Death.Before => FaultKind.Before, Death.After => FaultKind.LoseAnswer, _ => null });
    }

    public Death IsNow()
    {
        var death = Next();
        if (death != Death.No) AtMail++;
        return death;
    }

    public void Rise() => IsDead = false;

    private Death Next()
    {
        if (!IsArmed || IsDead || --left > 0) return Death.No;
        left = random.Next(1, 2 * meanGap);
        Count++;
        IsDead = true;
        return random.Next(2) == 0 ? Death.Before : Death.After;
    }
}
