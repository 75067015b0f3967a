using Intake.Enrichment;
using Intake.Submissions;
using Intake.Submissions.Forms;
using Intake.Tests.Submissions.Support;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Submissions;

public sealed class SubmissionMakerTests
{
    private static readonly Entry Entry = new() { Source = "form", Form = "demo", Content = "demo", Activity = "a", Contact = new Contact { Email = "a@b.nl" } };

    [Fact]
    public void The_same_key_gives_the_same_id_and_other_words_another_fingerprint()
    {
        var (one, two) = (Make(Entry, SubmissionKey.Header("k")), Make(Entry with { Message = "x" }, SubmissionKey.Header("k"), minutes: 60));
        Assert.Equal(one.Id, two.Id);
        Assert.NotEqual(one.Fingerprint, two.Fingerprint);
        Assert.Null(one.NextWindowId);
        Assert.Matches("^[0-9a-f]{32}$", one.Id);
    }

    [Fact]
    public void Kinds_of_keys_sources_forms_and_persons_do_not_collide()
    {
        Submission[] all =
        [
            Make(Entry, SubmissionKey.Header("k")), Make(Entry, SubmissionKey.Message("k")), Make(Entry, SubmissionKey.Token("k")), Make(Entry, SubmissionKey.None),
            Make(Entry with { Form = "contact" }, SubmissionKey.Header("k")), Make(Entry with { Source = "zoom" }, SubmissionKey.Header("k")),
            Make(Entry with { Contact = new Contact { Email = "c@b.nl" } }, SubmissionKey.Header("k")),
        ];
        Assert.Equal(all.Length, all.DistinctBy(submission => submission.Id).Count());
    }

    [Theory]
    [InlineData(0, 4, true)]
    [InlineData(4, 6, true)]
    [InlineData(0, 14, true)]
    [InlineData(0, 25, false)]
    public void Without_a_key_the_same_fields_within_the_window_or_the_next_share_an_id(int first, int second, bool same)
    {
        // 14:05 is in the middle of a window of ten minutes.
        var (one, two) = (Make(Entry, SubmissionKey.None, first), Make(Entry, SubmissionKey.None, second));
        string?[] ids = [one.Id, one.NextWindowId];
        Assert.Equal(same, ids.Contains(two.Id));
        Assert.Equal(one.Fingerprint, two.Fingerprint);
    }

    [Fact]
    public void Nobody_does_anything_in_the_future()
    {
        Assert.Equal(Sample.Now, Make(Entry with { SaidAt = Sample.Now.AddHours(1) }, SubmissionKey.None).OccurredAt);
        Assert.Equal(Sample.Now.AddHours(-1), Make(Entry with { SaidAt = Sample.Now.AddHours(-1) }, SubmissionKey.None).OccurredAt);
    }

    [Fact]
    public void A_form_token_works_for_its_form_only()
    {
        var time = new FakeTimeProvider(Sample.Now);
        var tokens = new FormTokens(Sample.Seal(time), time);
        var token = tokens.Issue("demo");
        Assert.Matches("^[0-9a-f]{32}$", tokens.Nonce("demo", token)!);
        Assert.Null(tokens.Nonce("contact", token));
        Assert.Null(tokens.Nonce("demo", token + "A"));
        Assert.Null(tokens.Nonce("demo", new Receipts(Sample.Seal(time), time).Issue(new Receipt("demo", "x", "1"))));
        Assert.NotEqual(token, tokens.Issue("demo"));
    }

    private static Submission Make(Entry entry, SubmissionKey key, int minutes = 0)
    {
        Assert.True(EmailAddress.TryParse(entry.Contact.Email, out var email));
        return SubmissionMaker.Make(Sample.Keys, entry, email.Canonical, key, Sample.Now.AddMinutes(minutes));
    }
}
