using System.Collections.Frozen;
using System.Net;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Tests.Mail;

namespace Intake.Tests.Handoffs;

public sealed class AnswerPageTests
{
    private readonly AnswerDesk desk = new();

    [Fact]
    public async Task Putting_it_off_asks_for_a_day_and_orders_it()
    {
        Assert.Contains("type=\"date\"", (await desk.Show(new AnswerForm("snooze"))).Html);
        Assert.Equal(200, (await desk.Submit(new AnswerForm("snooze", null, "2026-10-05"))).Status);
        var command = Assert.IsType<AnswerCommand>(desk.Ordered);
        Assert.Equal(("snooze", new DateOnly(2026, 10, 5), "fenna", 1), (command.Answer, command.Until, command.By, command.Assignment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-09-24")] // today
    [InlineData("2026-11-24")] // after two months
    [InlineData("5-10-2026")]
    public async Task A_day_that_is_none_is_asked_again(string until)
    {
        var page = await desk.Submit(new AnswerForm("snooze", null, until));
        Assert.Equal(422, page.Status);
        Assert.Contains("role=\"alert\"", page.Html);
        Assert.Empty(desk.Commands);
    }

    [Fact]
    public async Task It_is_passed_on_to_a_colleague_who_is_here()
    {
        var page = WebUtility.HtmlDecode((await desk.Show(new AnswerForm("pass"))).Html);
        Assert.Contains("Bram Yilmaz", page);
        Assert.DoesNotContain("Fenna Postma", page);
        Assert.Equal((422, 422), ((await desk.Submit(new AnswerForm("pass") { To = "fenna" })).Status, (await desk.Submit(new AnswerForm("pass") { To = "nobody" })).Status));

        Assert.Contains("Doorgegeven", (await desk.Submit(new AnswerForm("pass") { To = "bram" })).Html);
        var command = Assert.IsType<AnswerCommand>(desk.Ordered);
        Assert.Equal(("pass", "bram"), (command.Answer, command.To));
    }

    [Fact]
    public async Task The_wrong_territory_is_passed_on_to_nobody_by_name()
    {
        await desk.Submit("territory");
        var command = Assert.IsType<AnswerCommand>(desk.Ordered);
        Assert.Equal((AnswerKinds.Pass, null), (command.Answer, command.To));
    }

    [Theory]
    [InlineData("spoke")]
    [InlineData("tried")]
    [InlineData("meeting")]
    public async Task Once_taken_contact_is_told_of_with_one_tap(string contact)
    {
        desk.Accepted();
        Assert.Contains($"value=\"{contact}\"", (await desk.Show(new AnswerForm(contact))).Html);
        Assert.Empty(desk.Commands);

        Assert.Contains("Genoteerd", (await desk.Submit(contact)).Html);
        var command = Assert.IsType<AnswerCommand>(desk.Ordered);
        Assert.Equal((AnswerKinds.Contact, contact, AnswerDesk.Now), (command.Answer, command.Contact, command.At));
    }

    [Fact]
    public async Task A_second_tap_is_no_second_call_and_a_later_one_is()
    {
        desk.Accepted();
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await desk.Submit("tried");
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Submit("tried");
        Assert.Equal(((AnswerCommand)desk.Commands[0]).At, ((AnswerCommand)desk.Commands[1]).At);
        Assert.Single(desk.Commands.Select(command => command.Id).Distinct());

        desk.With(handoff => handoff with { Contacts = [new ContactNote("tried", AnswerDesk.Now, "fenna")] });
        desk.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Contains("Genoteerd", (await desk.Submit("tried")).Html);
        Assert.Equal(2, desk.Commands.Length);
        desk.Time.Advance(TimeSpan.FromMinutes(60));
        await desk.Submit("tried");
        Assert.Equal(2, desk.Commands.Select(command => command.Id).Distinct().Count());
    }

    [Fact]
    public async Task Contact_before_it_is_taken_is_asked_to_take_it_first()
    {
        var page = await desk.Submit("spoke");
        Assert.Equal(409, page.Status);
        Assert.Contains("nog niet opgepakt", page.Html);
        Assert.Empty(desk.Commands);
    }

    [Fact]
    public async Task A_stage_is_told_in_the_words_of_the_playbook_and_moves_the_lead()
    {
        desk.Accepted();
        var page = WebUtility.HtmlDecode((await desk.Show(AnswerForm.Empty)).Html);
        Assert.Contains("Gesproken: behoefte, globaal budget, wie beslist, wanneer.", page);
        Look.At("follow-up", page);

        await desk.Submit("sql");
        var command = Assert.IsType<MoveLeadCommand>(desk.Ordered);
        Assert.Equal(("sql", null, null, "fenna"), (command.Stage, command.Reason, command.Value, command.By));
        Assert.Equal(desk.View!.Handoff.Id, command.Handoff);
    }

    [Theory]
    [InlineData("12000", 12000L)]
    [InlineData("€ 12.000", 12000L)]
    [InlineData("12,000.00", 12000L)]
    [InlineData("1 250 000 EUR", 1250000L)]
    [InlineData("12.000,-", 12000L)]
    [InlineData("0", 0L)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("12.5", null)]
    [InlineData("1.2.3", null)]
    [InlineData("about 12", null)]
    [InlineData("1234567890123", null)]
    public async Task An_opportunity_takes_its_value(string typed, long? value)
    {
        desk.Accepted("sql");
        Assert.Contains("name=\"value\"", (await desk.Show(new AnswerForm("opportunity"))).Html);
        var page = await desk.Submit(new AnswerForm("opportunity") { Value = typed });
        Assert.Equal(value is null ? 422 : 200, page.Status);
        if (value is null) Assert.Empty(desk.Commands);
        else Assert.Equal(value, ((MoveLeadCommand)desk.Ordered).Value);
    }

    [Fact]
    public async Task Won_takes_its_value_and_lost_its_reason()
    {
        desk.Accepted("opportunity");
        Assert.Equal((422, 422), ((await desk.Submit("won")).Status, (await desk.Submit("lost")).Status));
        await desk.Submit(new AnswerForm("won") { Value = "40000" });
        var reason = Story.Playbook.Stages.Reasons.Values.First(reason => reason.Becomes == Role.End).Id;
        await desk.Submit(new AnswerForm("lost", reason));
        Assert.Equal(["won 40000 ", $"lost  {reason}"], desk.Commands.Cast<MoveLeadCommand>().Select(move => $"{move.Stage} {move.Value} {move.Reason}"));
    }

    [Fact]
    public async Task Giving_it_back_takes_a_reason_and_goes_where_that_says()
    {
        desk.Accepted();
        foreach (var link in new[] { "back", "reject" }) // the mails of the clocks say it in their own way
            Assert.Contains("no-budget", (await desk.Show(new AnswerForm(link))).Html);
        Assert.Equal(422, (await desk.Submit("back")).Status);
        await desk.Submit(new AnswerForm("back", "no-budget"));
        var command = Assert.IsType<MoveLeadCommand>(desk.Ordered);
        Assert.Equal(("recycled", "no-budget", (DateOnly?)null), (command.Stage, command.Reason, command.Until));
    }

    [Fact]
    public async Task What_they_asked_to_be_left_until_is_told_along_when_it_is_given_back()
    {
        desk.Accepted();
        Assert.Contains("name=\"until\"", (await desk.Show(new AnswerForm("back"))).Html);
        Assert.Equal(422, (await desk.Submit(new AnswerForm("back", "no-timing", "2026-09-24"))).Status); // today
        await desk.Submit(new AnswerForm("back", "no-timing", "2027-01-15"));
        Assert.Equal(("no-timing", new DateOnly(2027, 1, 15)), Assert.IsType<MoveLeadCommand>(desk.Ordered) is var move ? (move.Reason, move.Until) : default);
    }

    [Fact]
    public async Task Refusing_what_was_taken_is_told_that_it_was()
    {
        desk.Accepted();
        var page = await desk.Submit(new AnswerForm("reject", "no-budget"));
        Assert.Equal(409, page.Status);
        Assert.Contains("Opgepakt op do 24 sep 15:00", page.Html);
        Assert.Empty(desk.Commands);
    }

    [Fact]
    public async Task Another_reason_than_the_first_is_told_the_first()
    {
        desk.With(handoff => handoff with { State = HandoffState.Rejected, Answer = new Answer("reject", AnswerDesk.Now, "fenna", "no-budget") });
        var page = await desk.Submit(new AnswerForm("reject", "not-a-fit"));
        Assert.Equal(409, page.Status);
        Assert.Contains("Geen budget", page.Html);
        Assert.Empty(desk.Commands);
    }

    [Theory]
    [InlineData("bram", "Bram Yilmaz heeft hem nu.")]
    [InlineData(null, "Er wordt iemand anders gezocht.")]
    public async Task What_somebody_else_has_by_now_says_who(string? other, string told)
    {
        desk.GivenTo(other);
        var shown = await desk.Show(new AnswerForm("accept"));
        var late = await desk.Submit("accept");
        Assert.Equal((200, 409), (shown.Status, late.Status));
        Assert.All(new[] { shown, late }, page => Assert.Contains(told, page.Html));
        Assert.DoesNotContain("<form", late.Html);
        Assert.Empty(desk.Commands);
    }

    [Fact]
    public async Task The_next_one_answers_for_themselves()
    {
        desk.GivenTo("bram").With(handoff => handoff with { State = HandoffState.Mailed });
        await desk.Submit(new AnswerForm("accept"), "bram");
        var command = Assert.IsType<AnswerCommand>(desk.Ordered);
        Assert.Equal(("bram", 2), (command.By, command.Assignment));
    }

    [Fact]
    public async Task Who_has_left_is_not_told_which_company_it_is()
    {
        desk.GivenTo("bram");
        desk.Team = desk.Team with { ById = desk.Team.ById.Values.Select(each => each.Id == "fenna" ? each with { Active = false } : each).ToFrozenDictionary(each => each.Id) };
        var page = await desk.Show(AnswerForm.Empty);
        Assert.DoesNotContain("Hoekstra", page.Html);
    }

    [Fact]
    public async Task What_came_to_an_end_says_which()
    {
        desk.Accepted("won").With(handoff => handoff with { End = new HandoffEnd("won", AnswerDesk.Now, "crm") });
        var shown = await desk.Show(new AnswerForm("lost"));
        var late = await desk.Submit("lost");
        Assert.Equal((200, 409), (shown.Status, late.Status));
        Assert.Contains("Won op do 24 sep.", late.Html);
    }

    [Fact]
    public void Every_page_is_said_in_every_language()
    {
        var all = new[] { "en", "nl", "de" }.Select(language => AnswerTexts.In(language)).ToList();
        foreach (var page in Enum.GetValues<HandoffPage>()) Assert.Equal(3, all.Select(texts => texts.Page(page).Text).Distinct().Count());
    }

    [Fact]
    public async Task What_others_typed_is_encoded()
    {
        desk.Accepted("sql");
        desk.View = desk.View! with { Account = desk.View.Account with { Book = desk.View.Account.Book! with { Name = "<img src=x onerror=alert(1)>\"'&" } } };
        var page = await desk.Submit(new AnswerForm("opportunity") { Value = "\"><script>alert(1)</script>" });
        Assert.DoesNotContain("<img", page.Html);
        Assert.DoesNotContain("<script", page.Html);
    }
}
