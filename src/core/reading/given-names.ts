/** Frequent given names of several languages: "(Maria)" behind an action is a person, "(Terraform)" is not. Folded; none is an everyday English word. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `adam adrian agnes ahmed aisha alan albert alejandro aleksandr alex alexander alexandra alexandre alexis alfredo ali alice alicia alina alison amanda amelia amir amit amy ana anders andre andrea andreas andrei andres andrew andy
 angela anil anita anjali ann anna anne annika anthony antoine antonio arjun arthur arun ashley astrid barbara beatrice beatriz ben benjamin bernd beth bianca bjorn bob brandon brenda brian bruno bryan caio camila carl carla carlos carmen carol
 caroline catarina catherine cecilia cesar charles charlie charlotte chen chloe chris christian christina christine christoph christopher claire clara claudia claudio colin cristian cristina cynthia damian daniel daniela danielle danny dave david
 debora deborah deepak denis dennis derek diana diego dimitri dmitry dominik donald douglas eduardo edward elena eleanor elias elisa elizabeth ella ellen emanuel emil emily emma enrique eric erica erik erika ernesto esther ethan eva evan evelyn
 fabian fabio fatima felipe felix fernanda fernando filip filipe fiona florian francesca francesco francisco francois fred frederik gabriel gabriela gareth gary george georg gerard giulia giuliano giovanni giorgio giuseppe gonzalo greg gregory
 guilherme guillaume gustavo hannah hans harry hassan heather hector heidi helen helena helmut henri henrik henrique henry hiroshi hugo ian ibrahim igor ines ingrid irene isaac isabel isabella ivan jack jackson jacob jakob jakub james jamie jane
 janet jason javier jean jeff jeffrey jennifer jenny jens jeremy jerry jesse jessica jesus jim joan joana joao joaquin joe joel johan johanna johannes john jonas jonathan jorge jose josef joseph josh joshua juan judith julian juliana julie
 julien jun jurgen justin karen karin karl karolina katarina kate katharina katharine katherine kathleen katie kazuki keith kelly ken kenji kenneth kevin kim klaus kristin kristina kumar kyle lars larissa laura lauren laurent lea leah lena leo leon
 leonardo leticia liam lina linda lisa livia lorenzo louis louise luca lucas lucia luciana luis luisa luiz luka lukas luke magnus malte manuel manuela marc marcel marcelo marcin marco marcos marcus margaret maria mariana marie marina mario marius
 markus marta martha martin martina mary mateo mateus matheus mathias mathieu matt matteo matthew matthias mauricio maxime maya megan mehmet mei melanie melissa michael michal michel michelle miguel mika mike milena mohamed mohammed
 monica monika morten murilo nadia nancy naomi natalia natalie natasha nathan nicholas nick nicola nicolas nicole niels nikhil niklas nikola nina noah nora olga oliver olivia olivier omar oscar otavio pablo pamela paola paolo patricia patrick
 patrik paul paula paulo pavel pawel pedro peggy peter petra philip philipp philippe pierre piotr priya rachel rafael rafaela rahul raj rajesh ralf ramon raquel raul ravi rebecca renata renato ricardo richard rita robert roberta roberto robin rodrigo
 roger roland roman ron ronald rosa ruben rui ruth ryan sabine sabrina samantha samuel sandra sanjay sara sarah satoshi scott sean sebastian sergei sergey sergio sharon silvia simon simone sofia sonia sophia sophie stefan stefania stefano
 stephanie stephen steve steven stuart suresh susan susanne sven svetlana sylvie takashi tamara tania tatiana teresa thais thiago thomas tiago tim timo timothy tina tobias tom tomas tomasz tony tyler ulrich ursula valentina valeria vanessa vera
 veronica victor vijay vikram viktor vincent vinicius vitor vladimir walter wei wendy werner william wolfgang xavier yasmin yolanda yuki yuri yusuf yves yvonne zoe`.split(
    /\s+/,
  ),
);
