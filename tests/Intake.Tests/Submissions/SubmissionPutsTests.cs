using System.Collections.Immutable;
using CsCheck;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Submissions.Support;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Submissions;

/// <summary>Submissions that come at the same moment share a put.</summary>
public sealed class SubmissionPutsTests
{
    private readonly FakeTimeProvider time = new(Sample.Now);
    private readonly List<Put> puts = [];

    [Fact]
    public async Task A_lone_submission_goes_at_once_under_its_own_id()
    {
        var door = Door();
        var posted = door.PutAsync(Made(1), default);
        Assert.Equal(Made(1).Id, Assert.Single(puts).Id);
        Assert.False(posted.IsCompleted);
        puts[0].Succeed();
        await posted.WaitAsync(Soon);
    }

    [Fact]
    public async Task While_a_put_is_under_way_the_next_wait_five_milliseconds_and_go_as_one()
    {
        var door = Door();
        var posted = Enumerable.Range(1, 4).Select(number => door.PutAsync(Made(number), default)).ToArray();
        time.Advance(TimeSpan.FromMilliseconds(4));
        Assert.Single(puts);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([[1], [2, 3, 4]], puts.Select(put => put.Numbers));
        Assert.Equal(Keys.Id(Made(2).Id, Made(3).Id, Made(4).Id), puts[1].Id);
        foreach (var put in puts) put.Succeed();
        await Task.WhenAll(posted).WaitAsync(Soon);
    }

    [Fact]
    public async Task Who_wait_go_as_soon_as_the_put_before_them_is_back()
    {
        var door = Door();
        var posted = Enumerable.Range(1, 3).Select(number => door.PutAsync(Made(number), default)).ToArray();
        puts[0].Succeed();
        await posted[0].WaitAsync(Soon);
        Assert.Equal([[1], [2, 3]], puts.Select(put => put.Numbers));
    }

    [Fact]
    public void Forty_do_not_wait_for_more()
    {
        var door = Door();
        foreach (var number in Enumerable.Range(1, 41)) _ = door.PutAsync(Made(number), default);
        Assert.Equal([1, 40], puts.Select(put => put.Numbers.Count()));
    }

    [Fact]
    public void No_more_go_together_than_fit_into_a_message_and_what_fits_in_none_goes_alone()
    {
        var door = Door();
        foreach (var number in Enumerable.Range(1, 4)) _ = door.PutAsync(Made(number, 20_000), default);
        _ = door.PutAsync(Made(5, 60_000), default);
        for (var wait = 0; wait < 3; wait++) time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal([[1], [2, 3], [4], [5]], puts.Select(put => put.Numbers));
    }

    [Fact]
    public async Task A_put_that_fails_fails_those_in_it_and_nobody_else()
    {
        var door = Door();
        var posted = Enumerable.Range(1, 3).Select(number => door.PutAsync(Made(number), default)).ToArray();
        time.Advance(TimeSpan.FromMilliseconds(5));
        puts[1].Fail();
        await Assert.ThrowsAsync<IOException>(() => posted[1].WaitAsync(Soon));
        await Assert.ThrowsAsync<IOException>(() => posted[2].WaitAsync(Soon));
        Assert.False(posted[0].IsCompleted);
        puts[0].Succeed();
        await posted[0].WaitAsync(Soon);
    }

    [Fact]
    public async Task Whoever_gives_up_before_the_put_is_not_in_it_and_whoever_does_later_takes_nobody_with_him()
    {
        var door = Door();
        using CancellationTokenSource early = new(), late = new();
        var first = door.PutAsync(Made(1), default);
        var (gone, stays, hangsUp) = (door.PutAsync(Made(2), early.Token), door.PutAsync(Made(3), default), door.PutAsync(Made(4), late.Token));
        await early.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.WaitAsync(Soon));
        time.Advance(TimeSpan.FromMilliseconds(5));
        await late.CancelAsync();
        Assert.Equal([[1], [3, 4]], puts.Select(put => put.Numbers));
        Assert.False(puts[1].Token.IsCancellationRequested);
        foreach (var put in puts) put.Succeed();
        await Task.WhenAll(first, stays, hangsUp).WaitAsync(Soon);
    }

    [Fact]
    public async Task Puts_that_hang_give_their_place_back()
    {
        var door = Door();
        var hanging = Enumerable.Range(1, 8).Select(number =>
        {
            var posted = door.PutAsync(Made(number), default);
            time.Advance(TimeSpan.FromMilliseconds(5));
            return posted;
        }).ToArray();
        var next = door.PutAsync(Made(9), default);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(8, puts.Count);
        // They do not even look at the token.
        time.Advance(TimeSpan.FromSeconds(1.3));
        foreach (var posted in hanging) await Assert.ThrowsAsync<TimeoutException>(() => posted.WaitAsync(Soon));
        Assert.Equal([9], puts[8].Numbers);
        puts[8].Succeed();
        await next.WaitAsync(Soon);
    }

    /// <summary>What the world does: somebody comes, a put comes back well or badly, somebody gives up, time passes.</summary>
    private static readonly Gen<(int What, int Pick)[]> Happenings = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 1_000]).Array[1, 250];

    [Fact]
    public void Whatever_happens_everybody_is_answered_as_the_one_put_that_carried_him() => Happenings.Sample(happenings =>
    {
        var run = new SubmissionPutsTests();
        return run.PlayAsync(happenings).WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
    }, iter: 300);

    [Fact]
    public async Task Posters_on_many_threads_are_all_answered()
    {
        var carried = 0;
        var door = new SubmissionPuts(async (_, batch, _) =>
        {
            await Task.Yield();
            Interlocked.Add(ref carried, batch.Length);
        }, TimeProvider.System, Sharing.Default);
        var submission = Made(1);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 2_000; round++) await door.PutAsync(submission, default);
        }))).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(16_000, carried);
    }

    private async Task<bool> PlayAsync((int What, int Pick)[] happenings)
    {
        var door = Door();
        List<(Task Task, CancellationTokenSource Gone)> posted = [];
        foreach (var (what, pick) in happenings)
        {
            if (what < 7)
            {
                var gone = new CancellationTokenSource();
                posted.Add((door.PutAsync(Made(posted.Count, pick < 50 ? pick * 1_000 : pick), gone.Token), gone));
            }
            else if (what == 7) time.Advance(TimeSpan.FromMilliseconds(pick % 4));
            else if (what == 8 && posted.Count > 0) await posted[pick % posted.Count].Gone.CancelAsync();
            else if (puts.Where(put => !put.IsBack).Skip(pick % 3).FirstOrDefault() is { } put) await put.ComeBackAsync(fails: what == 9);
        }
        while (puts.Any(put => !put.IsBack) || posted.Any(each => !each.Task.IsCompleted))
        {
            if (puts.FirstOrDefault(put => !put.IsBack) is { } put) await put.ComeBackAsync(fails: false);
            await Task.Yield();
        }
        return puts.All(put => put.Numbers.Count() is > 0 and <= SubmissionBatches.MaxCount && (put.Numbers.Count() == 1 || put.Bytes <= SubmissionBatches.MaxBytes))
            && posted.Index().All(each => AnsweredRightly(each.Index, each.Item.Task));
    }

    private bool AnsweredRightly(int number, Task posted) => puts.Where(put => put.Numbers.Contains(number)).ToList() switch
    {
        [] => posted.IsCanceled,
        [var only] => only.Failed ? posted.IsFaulted : posted.IsCompletedSuccessfully,
        _ => false,
    };

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private SubmissionPuts Door() => new((id, batch, token) =>
    {
        var put = new Put(id, batch, token);
        puts.Add(put);
        return put.Task;
    }, time, Sharing.Default);

    private static Submission Made(int number, int bytes = 10) => new()
    {
        Id = number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture), Fingerprint = "f", Source = "form", Content = "demo", Activity = "demo-requested",
        OccurredAt = Sample.Now, ReceivedAt = Sample.Now, Contact = new Contact { Email = "ingrid@hoekstra.example" }, Message = new string('x', bytes),
    };

    private sealed class Put(string id, ImmutableArray<Submission> batch, CancellationToken token)
    {
        private readonly TaskCompletionSource back = new();

        public string Id => id;

        public CancellationToken Token => token;

        public Task Task => back.Task;

        public bool IsBack => back.Task.IsCompleted;

        public bool Failed => back.Task.IsFaulted;

        public IEnumerable<int> Numbers => batch.Select(each => int.Parse(each.Id, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));

        public int Bytes => batch.Sum(SubmissionBatches.SizeOf);

        public void Succeed() => back.SetResult();

        public void Fail() => back.SetException(new IOException());

        public async Task ComeBackAsync(bool fails)
        {
            if (fails) Fail();
            else Succeed();
            await Task.Yield();
        }
    }
}
