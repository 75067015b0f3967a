using System.Text;
using CsCheck;
using Intake.Mail;
using Intake.Mail.Events;

namespace Intake.Tests.Mail;

/// <summary>Where a mail goes.</summary>
public sealed class MailStatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Wait = TimeSpan.FromHours(24);
    private static readonly MailRow Sending = new() { State = MailState.Sending, Attempt = 1, Since = Now };
    private static readonly string Id = new('a', 32);

    [Fact]
    public void A_lost_answer_is_unknown_and_only_after_the_wait_sent_again_as_a_possible_repeat()
    {
        var lost = MailStates.Lost(Sending, 1, "no answer in time", Now);
        Assert.Equal(MailState.Unknown, lost.State);
        Assert.Null(MailStates.Claim(lost, Now + Wait - TimeSpan.FromTicks(1), Wait, out var until));
        Assert.Equal(Now + Wait, until);
        var again = MailStates.Claim(lost, Now + Wait, Wait, out _)!;
        Assert.Equal((MailState.Sending, 2, true), (again.State, again.Attempt, again.Repeat));
    }

    [Fact]
    public void What_the_provider_refused_is_sent_again_without_a_mark()
    {
        var due = MailStates.PutOff(Sending, 1, "answered 429", Now, Now.AddMinutes(7));
        Assert.Null(MailStates.Claim(due, Now.AddMinutes(6), Wait, out var until));
        Assert.Equal(Now.AddMinutes(7), until);
        Assert.False(MailStates.Claim(due, Now.AddMinutes(7), Wait, out _)!.Repeat);
    }

    [Theory]
    [InlineData(MailEventKind.Spam, MailEventKind.Bounced)]
    [InlineData(MailEventKind.Blocked, MailEventKind.Bounced)]
    [InlineData(MailEventKind.Spam, MailEventKind.Blocked)]
    [InlineData(MailEventKind.Dropped, MailEventKind.Bounced)]
    public void Of_several_reasons_the_one_that_says_most_stands_in_whatever_order_they_come(MailEventKind less, MailEventKind more)
    {
        MailRow After(MailEventKind first, MailEventKind second) => MailStates.Told(MailStates.Told(Sending, Event(1, first), Now), Event(1, second), Now);
        Assert.Equal((MailState.Failed, more.ToString()), (After(less, more).State, After(less, more).Error));
        Assert.Equal(After(less, more).Error, After(more, less).Error);
    }

    [Fact]
    public void A_run_that_died_is_shown_as_unknown()
    {
        Assert.Equal(MailState.Sending, MailStates.Shown(Sending, Now.AddSeconds(40), TimeSpan.FromSeconds(40)));
        Assert.Equal(MailState.Unknown, MailStates.Shown(Sending, Now.AddSeconds(41), TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void An_event_that_comes_before_the_answer_is_not_undone_by_it()
    {
        var told = MailStates.Told(Sending, Event(1, MailEventKind.Delivered), Now);
        Assert.Equal(MailState.Delivered, MailStates.PutOff(told, 1, "answered 500", Now, Now).State);
        Assert.Equal(MailState.Delivered, MailStates.Lost(told, 1, "no answer", Now).State);
        Assert.Equal(MailState.Delivered, MailStates.Answered(told, 1, "x", Now).State);
    }

    [Fact]
    public void What_was_sent_is_as_old_as_its_first_evidence()
    {
        var lost = MailStates.Lost(Sending, 1, "no answer in time", Now.AddSeconds(20));
        var told = MailStates.Told(lost, new MailEvent(Id, Id, 1, MailEventKind.Taken, Now.AddSeconds(2)), Now.AddHours(3));
        Assert.Equal((MailState.Sent, Now.AddSeconds(2)), (told.State, told.SentAt));
        Assert.True(MailStates.IsFoundOut(told));
    }

    [Fact]
    public void Events_of_attempts_that_never_were_tell_nothing() =>
        Assert.Same(Sending, MailStates.Told(Sending, Event(2, MailEventKind.Delivered), Now));

    [Fact]
    public void A_failed_attempt_is_no_failed_mail_where_another_one_arrived_or_is_under_way()
    {
        var second = Sending with { Attempt = 2 };
        Assert.Equal(MailState.Sending, MailStates.Told(second, Event(1, MailEventKind.Bounced), Now).State);
        Assert.Equal(MailState.Failed, MailStates.Told(second, Event(2, MailEventKind.Bounced), Now).State);
        var failed = MailStates.Told(second, Event(2, MailEventKind.Bounced), Now);
        Assert.Equal(MailState.Delivered, MailStates.Told(failed, Event(1, MailEventKind.Delivered), Now).State);
    }

    [Fact]
    public void The_order_and_number_of_events_do_not_matter() =>
        Gen.Select(EventOf.Array[0, 8], Gen.Int).Sample((events, seed) =>
        {
            var row = Sending with { Attempt = 3, State = MailState.Unknown };
            var random = new Random(seed);
            var shuffled = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(shuffled);
            var (one, other) = (Apply(row, events), Apply(row, shuffled));
            return one.State == other.State && one.Told.SequenceEqual(other.Told) && one.SentAt == other.SentAt;
        });

    [Fact]
    public void A_step_never_goes_from_sent_back_to_what_would_send_again() =>
        EventOf.Array[1, 12].Sample(events =>
        {
            var row = Sending with { Attempt = 3, State = MailState.Unknown };
            foreach (var told in events)
            {
                var after = MailStates.Told(row, told, Now);
                if (row.State >= MailState.Sent && after.State < MailState.Sent) return false;
                if (row.State >= MailState.Sent && MailStates.Claim(after, Now.AddYears(1), Wait, out _) is not null) return false;
                row = after;
            }
            return true;
        });

    [Theory]
    [InlineData("nl", "[Mogelijk dubbel]")]
    [InlineData("de", "[Evtl. doppelt]")]
    [InlineData("en", "[Possible repeat]")]
    [InlineData("fr", "[Possible repeat]")]
    public void A_possible_repeat_says_so_in_the_readers_language(string language, string mark)
    {
        var marked = RepeatMark.On(new Intake.Mail.Mail("Subject", $"<html lang=\"{language}\"><body class=\"page\"><table>x</table></body></html>", "Text"));
        Assert.Equal($"{mark} Subject", marked.Subject);
        var line = marked.Text.Split('\n')[0];
        Assert.Contains("<body class=\"page\"><p", marked.Html, StringComparison.Ordinal);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(line), marked.Html, StringComparison.Ordinal);
        Assert.Equal(marked, RepeatMark.On(marked));
    }

    [Fact]
    public void Of_hostile_events_nothing_but_ids_and_words_is_read()
    {
        var json = $$"""
            [{"event":"bounce","type":"blocked","email":"a@b.example","reason":"<script>","mail":"{{Id}}","recipient":"{{Id}}","attempt":"2","timestamp":1700000000},
             {"event":"delivered","mail":"{{Id}}","recipient":"../x","attempt":"1","timestamp":1700000000},
             {"event":"delivered","mail":"{{Id}}","recipient":"{{Id}}","attempt":"-1","timestamp":1700000000},
             {"event":"delivered","mail":"{{Id}}","recipient":"{{Id}}","attempt":"1","timestamp":1e40},
             {"event":"open","mail":"{{Id}}","recipient":"{{Id}}","attempt":"1","timestamp":1700000000}, 7, null]
            """;
        var events = MailEventReader.Read(Encoding.UTF8.GetBytes(json), out var ignored)!.Value;
        Assert.Equal(new MailEvent(Id, Id, 2, MailEventKind.Blocked, DateTimeOffset.FromUnixTimeSeconds(1700000000)), Assert.Single(events));
        Assert.Equal(6, ignored);
        Assert.Null(MailEventReader.Read("{}"u8.ToArray(), out _));
        Assert.Null(MailEventReader.Read("[{"u8.ToArray(), out _));
        Assert.Null(MailEventReader.Read(Encoding.UTF8.GetBytes("""[{"event":"\ud800"}]"""), out _));
    }

    private static readonly Gen<MailEvent> EventOf = Gen.Select(Gen.Int[1, 3], Gen.Enum<MailEventKind>(), Gen.Int[0, 100])
        .Select((attempt, kind, seconds) => new MailEvent(Id, Id, attempt, kind, Now.AddSeconds(seconds)));

    private static MailEvent Event(int attempt, MailEventKind kind) => new(Id, Id, attempt, kind, Now);

    private static MailRow Apply(MailRow row, IEnumerable<MailEvent> events) =>
        events.Aggregate(row, (state, told) => MailStates.Told(state, told, Now.AddHours(1)));
}
