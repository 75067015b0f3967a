using Intake.Playbooks;

namespace Intake.Submissions.Sources;

/// <summary>Finds the playbook's name for a provider's webinar.</summary>
internal static class WebinarContent
{
    /// <summary>Id in the playbook; <c>-</c> when it does not have that webinar.</summary>
    public static string Find(Playbook playbook, string provider, string webinarId)
    {
        var providerId = $"{provider}:{webinarId}";
        return playbook.Content.Values
            .Where(item => item.ProviderIds.Contains(providerId, StringComparer.Ordinal))
            .Select(item => item.Id).Order(StringComparer.Ordinal).FirstOrDefault() ?? "-";
    }
}
