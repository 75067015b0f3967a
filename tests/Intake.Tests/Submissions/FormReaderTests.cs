using System.Collections.Immutable;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

public sealed class FormReaderTests
{
    private static readonly (string, string)[] Good = [("firstName", " Ingrid "), ("email", "Ingrid@Hoekstra.example"), ("proposition", "energy")];

    [Fact]
    public void Fields_go_where_they_belong_and_the_rest_is_kept()
    {
        var entry = Read("demo", [.. Good, ("timeframe", "6"), ("message", "two\nlines"), ("newsletter", "on"), ("utm_source", "li"), ("_token", "t"), ("_next", "n")]).Value!;

        Assert.Equal(("form", "demo", "demo", "demo-requested"), (entry.Source, entry.Content, entry.Form, entry.Activity));
        Assert.Equal(("Ingrid", "Ingrid@Hoekstra.example"), (entry.Contact.FirstName, entry.Contact.Email));
        Assert.Equal(("energy", 6, "two\nlines"), (entry.Proposition, entry.TimeframeMonths, entry.Message));
        Assert.Equal([KeyValuePair.Create("newsletter", "true"), KeyValuePair.Create("utm_source", "li")], entry.Fields);
    }

    [Theory]
    [InlineData("spokeWith")]
    [InlineData("subject")]
    [InlineData("language")]
    [InlineData("jobTitle")]
    public void A_field_that_the_form_does_not_ask_steers_nothing(string name)
    {
        var entry = Read("demo", [.. Good, (name, "x")]).Value!;
        Assert.Equal("x", entry.Fields[name]);
        Assert.Null(entry.SpokeWith ?? entry.Subject ?? entry.Language ?? entry.Contact.JobTitle);
    }

    [Fact]
    public void A_subject_decides_what_it_means() =>
        Assert.Equal("invoice-asked", Read("contact", ("subject", "invoice"), ("email", "a@b.nl"), ("message", "x")).Value!.Activity);

    [Theory]
    [InlineData("email", "", FieldFault.Required)]
    [InlineData("email", "   ", FieldFault.Required)]
    [InlineData("email", "a@", FieldFault.NotAnEmail)]
    [InlineData("firstName", "\r\n", FieldFault.Required)]
    [InlineData("proposition", "gas", FieldFault.NotAChoice)]
    [InlineData("proposition", "Energy", FieldFault.NotAChoice)]
    [InlineData("timeframe", "-1", FieldFault.NotANumber)]
    [InlineData("timeframe", "121", FieldFault.NotANumber)]
    [InlineData("timeframe", "1e2", FieldFault.NotANumber)]
    [InlineData("phone", "12", FieldFault.NotAPhone)]
    public void A_wrong_value_is_told_by_field(string name, string value, FieldFault fault)
    {
        var rejection = Read("demo", [.. Good.Where(field => field.Item1 != name), (name, value)]).Rejection!;
        Assert.Equal(RejectionKind.Fields, rejection.Kind);
        Assert.Equal([new FieldError(name, fault)], rejection.Errors);
    }

    [Fact]
    public void A_line_end_in_a_name_cannot_become_a_header() =>
        Assert.Equal("Ingrid Bcc: x@y.nl", Read("demo", [.. Good.Skip(1), ("firstName", "Ingrid\r\nBcc: x@y.nl")]).Value!.Contact.FirstName);

    private static Parsed<Entry> Read(string form, params (string Name, string Value)[] fields)
    {
        var builder = new BodyFieldsBuilder();
        foreach (var (name, value) in fields) builder.Add(name, value);
        return FormReader.Read(Sample.Playbook, FormTarget.OfForm(Sample.Playbook, form)!, builder.Build());
    }
}
