namespace Intake.Subscriptions;

/// <summary>What a page behind a link of a mail says.</summary>
public enum SubscriptionPage
{
#pragma warning disable CS1591 // the texts say it
    AskConfirm,
    Confirmed,
    AlreadyConfirmed,
    AskUnsubscribe,
    Unsubscribed,
    Objected,
    Ended,
    Expired,
    Wrong,
    TryAgain,
#pragma warning restore CS1591
}

/// <summary>The words of those pages, in one language.</summary>
internal sealed record SubscriptionTexts(string Language)
{
    private bool Dutch => Language == "nl";

    public static SubscriptionTexts In(string? language) => new(language == "nl" ? "nl" : "en");

    public string Title(SubscriptionPage page) => page switch
    {
        SubscriptionPage.AskConfirm => Dutch ? "Bevestig uw aanmelding" : "Confirm your subscription",
        SubscriptionPage.Confirmed => Dutch ? "Dank u wel, het is bevestigd" : "Thank you, it is confirmed",
        SubscriptionPage.AlreadyConfirmed => Dutch ? "Dit was al bevestigd" : "This was confirmed already",
        SubscriptionPage.AskUnsubscribe => Dutch ? "Geen mail meer?" : "No more mail?",
        SubscriptionPage.Unsubscribed => Dutch ? "U krijgt geen mail meer" : "You will get no more mail",
        SubscriptionPage.Objected => Dutch ? "Wij houden niets meer bij" : "We keep track of nothing any more",
        SubscriptionPage.Ended => Dutch ? "Deze aanmelding is beëindigd" : "This subscription has ended",
        SubscriptionPage.Expired => Dutch ? "Deze link is verlopen" : "This link has expired",
        SubscriptionPage.TryAgain => Dutch ? "Dat lukte nu even niet" : "That did not work just now",
        _ => Dutch ? "Deze link werkt niet" : "This link does not work",
    };

    public string Text(SubscriptionPage page) => page switch
    {
        SubscriptionPage.AskConfirm => Dutch
            ? "Druk op de knop, en wij sturen u voortaan wat u heeft aangevraagd. U kunt zich altijd weer afmelden."
            : "Press the button, and we will send you what you asked for. You can unsubscribe at any time.",
        SubscriptionPage.Confirmed or SubscriptionPage.AlreadyConfirmed => Dutch
            ? "In elke mail staat een link om u weer af te melden." : "Every mail has a link to unsubscribe.",
        SubscriptionPage.AskUnsubscribe => Dutch
            ? "Met één druk op de knop krijgt u geen mail meer van ons. U kunt ook vragen dat wij uw bezoek en uw interesse niet langer bijhouden."
            : "Press once and we will mail you no more. You can also ask us to stop keeping track of your visits and interests.",
        SubscriptionPage.Unsubscribed => Dutch
            ? "Het is geregeld. Stelt u ons een vraag, dan geven wij daar wel antwoord op."
            : "It is done. When you ask us something, we will still answer it.",
        SubscriptionPage.Objected => Dutch
            ? "U krijgt geen mail meer, wordt niet meer gebeld, en wat u doet telt nergens meer voor mee."
            : "You will get no more mail and no calls, and nothing you do counts for anything any more.",
        SubscriptionPage.Ended => Dutch
            ? "U heeft zich intussen afgemeld. Wilt u toch weer mail ontvangen, meld u dan opnieuw aan op onze website."
            : "You have unsubscribed since. If you want our mail after all, please subscribe again on our website.",
        SubscriptionPage.Expired => Dutch
            ? "Meld u opnieuw aan op onze website, dan sturen wij een nieuwe link." : "Please subscribe again on our website, and we will send a new link.",
        SubscriptionPage.TryAgain => Dutch ? "Probeer het over een minuut nog eens; de link blijft werken." : "Please try again in a minute; the link keeps working.",
        _ => Dutch
            ? "Misschien is hij niet helemaal overgenomen. Open hem nog eens vanuit de mail." : "It may not have been copied whole. Please open it again from the mail.",
    };

    public string Confirm => Dutch ? "Ja, bevestigen" : "Yes, confirm";

    public string NoMail => Dutch ? "Geen mail meer" : "No more mail";

    public string NoProfile => Dutch ? "Geen mail meer, en houd niets bij" : "No more mail, and keep track of nothing";
}
