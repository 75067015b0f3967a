using System.Buffers.Text;
using System.Text;
using Intake.Handoffs;
using Intake.Links;
using Intake.Tests.Mail;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Handoffs;

/// <summary>Links that nobody was sent: none of them opens, and none changes anything.</summary>
public sealed class AnswerLinkForgeryTests
{
    private const int Ordinary = 100_000, Full = 1_000_000;
    private static readonly DateTimeOffset Now = AnswerDesk.Now;
    private static readonly byte[] Mine = Encoding.UTF8.GetBytes("a key of thirty-two bytes, at least"), Stolen = Encoding.UTF8.GetBytes("another key, of an attacker's make");
    private static readonly int Tries = Environment.GetEnvironmentVariable("SCALE") == "full" ? Full : Ordinary;

    private readonly FakeTimeProvider time = new(Now);
    private readonly Random random = new(20260924);

    private Seal Seal => new([Mine], time);

    [Fact]
    public void Forged_expired_and_swapped_links_open_nothing()
    {
        var (seal, forger, accepted) = (Seal, new Seal([Stolen], time), 0);
        var genuine = Enumerable.Range(0, 64).Select(each => Base64Url.DecodeFromChars(
            seal.Close(SealPurposes.Answer, new AnswerToken($"account{each}", $"handoff{each}", "fenna").ToString(), Now.AddDays(45)))).ToArray();
        var sealedText = genuine.Select(token => Base64Url.EncodeToString(token)).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < Tries; at++)
        {
            var token = Forge(at % 8, genuine, seal, forger);
            Assert.DoesNotContain(token, sealedText);
            if (seal.Open(SealPurposes.Answer, token).State == SealState.Valid) accepted++;
        }
        Assert.Equal(0, accepted);
        Assert.All(sealedText, token => Assert.Equal(SealState.Valid, seal.Open(SealPurposes.Answer, token).State)); // the honest ones do open
    }

    private string Forge(int kind, byte[][] genuine, Seal seal, Seal forger)
    {
        var one = (byte[])genuine[random.Next(genuine.Length)].Clone();
        switch (kind)
        {
            case 0: // a bit turned
                one[random.Next(one.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1: // the head of one, the body of another
                var cut = random.Next(17, one.Length - 1);
                var other = genuine[random.Next(genuine.Length)];
                if (other.AsSpan(0, 17).SequenceEqual(one.AsSpan(0, 17))) one[5] ^= 1;
                else one = [.. one[..cut], .. other[Math.Min(cut, other.Length)..]];
                break;
            case 2: // cut short, or made longer
                one = random.Next(2) == 0 ? one[..random.Next(one.Length)] : [.. one, (byte)random.Next(256)];
                break;
            case 3: // noise with a genuine beginning
                random.NextBytes(one.AsSpan(5));
                break;
            case 4: // nothing but noise
                random.NextBytes(one);
                break;
            case 5: // somebody else's key, called ours
                var made = Base64Url.DecodeFromChars(forger.Close(SealPurposes.Answer, "account1|handoff1|bram", Now.AddYears(9)));
                one.AsSpan(1, 4).CopyTo(made.AsSpan(1));
                one = made;
                break;
            case 6: // ours, for something else
                return seal.Close(random.Next(2) == 0 ? SealPurposes.Receipt : SealPurposes.Paper, "account1|handoff1|fenna", Now.AddDays(45));
            default: // ours, too old
                return seal.Close(SealPurposes.Answer, "account1|handoff1|fenna", Now.AddSeconds(-random.Next(1_000_000)));
        }
        return Base64Url.EncodeToString(one);
    }

    [Fact]
    public async Task A_link_of_one_handoff_or_person_is_not_one_of_another()
    {
        var desk = new AnswerDesk();
        foreach (var (handoff, manager) in new[] { ("ffffffffffffffffffffffffffffffff", "fenna"), (Story.One().Handoff.Id, "bram"), (Story.One().Handoff.Id, "nobody") })
        {
            var token = desk.Seal.Close(SealPurposes.Answer, new AnswerToken(Story.One().Account.Id, handoff, manager).ToString(), Now.AddDays(1));
            var page = (AnswerResult)await desk.Handler.SubmitAsync(token, new AnswerForm("accept"), default);
            Assert.Equal(410, page.Status);
            Assert.DoesNotContain("Hoekstra", page.Html);
        }
        Assert.Empty(desk.Commands);
    }

    [Fact]
    public async Task What_a_mail_scanner_opens_changes_nothing()
    {
        string?[] all = [null, "accept", "reject", "snooze", "pass", "territory", "spoke", "tried", "meeting", "back", "sql", "opportunity", "won", "lost", "mql", "<script>"];
        foreach (var desk in new[] { new AnswerDesk(), new AnswerDesk().Accepted(), new AnswerDesk().Accepted("sql"), new AnswerDesk().GivenTo("bram") })
        {
            foreach (var act in all) Assert.Equal(200, (await desk.Show(new AnswerForm(act, "no-budget"))).Status);
            Assert.Empty(desk.Commands);
        }
    }

    [Fact]
    public async Task A_link_used_again_by_whoever_copied_it_orders_nothing_new()
    {
        var desk = new AnswerDesk();
        for (var at = 0; at < 100; at++) await desk.Submit("accept");
        Assert.Single(desk.Commands.Select(command => command.Id).Distinct());
        desk.Accepted();
        var before = desk.Commands.Length;
        for (var at = 0; at < 100; at++)
        {
            await desk.Submit("accept");
            await desk.Submit(new AnswerForm("reject", "no-budget"));
        }
        Assert.Equal(before, desk.Commands.Length);
    }
}
