namespace Intake.Playbooks.Reading;

/// <summary>Reads the <c>actions</c> of a gate, which need not be there.</summary>
internal static class ActionsFile
{
    private const string Key = "actions", Mail = "mail", Webhook = "webhook", MailPerson = "mail-person";

    public static GateActions Read(Node gate)
    {
        if (!gate.Has(Key)) return GateActions.MailOnly;
        var actions = gate.List(Key, ActionOf);
        foreach (var twice in actions.GroupBy(action => action.Name).Where(group => group.Count() > 1)) gate.Problem(Key, $"\"{twice.Key}\" is given twice");
        if (actions.All(action => action.Do == MailPerson)) gate.Problem(Key, $"needs {Mail} or {Webhook}: nobody of sales would know");
        return new GateActions(
            actions.Any(action => action.Do == Mail), [.. actions.Select(action => action.Endpoint).OfType<string>()],
            actions.Select(action => action.Person).FirstOrDefault(person => person is not null));
    }

    private static Action ActionOf(Node node)
    {
        var action = node.OneOf("do", Mail, Webhook, MailPerson);
        return new Action(
            action, action == Webhook ? node.Text("endpoint") : null, action == MailPerson ? new PersonMail(node.Localized("subject"), node.Localized("text")) : null);
    }

    private sealed record Action(string Do, string? Endpoint, PersonMail? Person)
    {
        public string Name => Endpoint is null ? Do : $"{Do} {Endpoint}";
    }
}
