export default function NewScenarioPage() {
  return null;
}
